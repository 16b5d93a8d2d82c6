"""What readers see, in a real browser over real builds."""
