"""Plans as files in a folder: only what changed, and never over a file that is served."""
