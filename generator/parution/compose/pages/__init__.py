"""The pages that composing makes or fills: editions, themes, home, steps."""
