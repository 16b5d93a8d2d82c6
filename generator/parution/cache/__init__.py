"""The build cache: values that one build computes and later builds reuse.

The cache stores each value with everything it was made from, recorded while it is made:

    shelf.get("home of blain", make, recorder)
        │ kept? ── the same inputs, an instant in its window ──► the value
        └ not ──► make it; record its inputs and comparisons; keep all ──► the value

K1  The key names the function that makes the value, its arguments and the programs it runs on.
K2  The inputs that the function reads (`Recorder.read`) are stored by name, with a digest of all.
K3  The comparisons that it makes with the instant (`Instant.has_reached`) leave a window of
    instants.
K4  A build reuses a value if and only if key, inputs and window fit. So nobody lists by hand the
    things a value depends on, or the moments at which it may change.
K5  An entry that cannot be read (damaged, of another version, half written) counts as absent. Files
    are written beside their place and carry a digest of their content; large values are stored
    separately in the private store, under their own digests.
K6  An ordinary shelf keeps the entries that the last build used. From a lasting shelf, a sweep
    removes the entries that no build has used since the previous sweep.
"""

from parution.cache.recording import Recorder, Trace
from parution.cache.shelf import Cache, Shelf

__all__ = ["Cache", "Recorder", "Shelf", "Trace"]
