"""Changes against another year: amount, rate, direction, and the two values they lie between."""
