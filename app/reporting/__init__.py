"""Report: choose what is handed in, see its pages, and export it."""
