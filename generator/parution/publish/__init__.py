"""Build, audit, then publish: snapshots, the atomic switch, going back."""
