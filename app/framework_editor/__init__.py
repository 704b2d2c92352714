"""Build the framework: its themes, what they mean, where they come from."""
