"""Tables of no prescribed form: what their own rows and columns assert, and the facts they state."""
