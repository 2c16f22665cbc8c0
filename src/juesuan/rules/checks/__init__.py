"""The checks that are not arithmetic over claims: one module a theme, one small function a check."""
