"""What builds keep for later builds, in one place, one way, and one format.

A value is kept under everything it was made from, which is noted while it is made:

    shelf.get("home of blain", make, recorder)
        │ kept? ── the same answers to its questions, an instant in its window ──► the value
        └ not ──► make it; note what it asks and compares; keep it with that ──► the value

K1  The key names what makes the value: the function, its arguments, the programs.
K2  What a function asks besides (`Recorder.ask`) is kept by name, with a digest of the answers.
K3  What it compares with the instant (`Instant.has_reached`) leaves a window of instants.
K4  A value is found again if and only if key, answers and window fit. So nobody lists by hand what
    a value depends on, or when it may change.
K5  What cannot be understood (damaged, of another version, half written) is as good as not kept.
    Files are written beside their place and carry a digest of their content; large values lie apart
    in the private store under theirs.
K6  A shelf that is read whole keeps what the last run has used. From a lasting shelf a sweep takes
    what no build has used since the sweep before.
"""

from parution.cache.recording import Recorder, Trace
from parution.cache.shelf import Cache, Shelf

__all__ = ["Cache", "Recorder", "Shelf", "Trace"]
