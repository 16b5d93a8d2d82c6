"""The places where readers get the sites: one module for each kind, behind `target.Target`."""
