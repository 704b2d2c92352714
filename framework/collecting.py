"""Keep Python from looking for unused objects while many are made that stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Look for no reference cycles meanwhile.

    A large table or report is a million small values and none of them garbage: going through them
    again and again takes a third of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made stays: it goes to the old at once, or the first look would be at it all.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
