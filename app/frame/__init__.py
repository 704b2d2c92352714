"""Frame the workspaces: top bar, rail, status bar, and what lies over them."""
