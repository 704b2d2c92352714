"""Hold the pieces that two or more workspaces share."""
