"""From accounts to the published report: template packs, narrative, charts, glossary, writers."""
