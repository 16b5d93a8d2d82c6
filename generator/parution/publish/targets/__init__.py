"""Where readers get the sites: one module for each kind of place, behind `target.Target`."""
