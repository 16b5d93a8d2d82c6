"""Real builds, read in a real browser as readers see them."""
