"""Keep the marks of a transcript in clusters, each with its lanes."""

from bisect import bisect_left
from collections.abc import Sequence

from app.widgets.transcript_marks import Cluster, Mark, clusters_of, lanes_of
from app.widgets.transcript_ruler import Ruler


class Lanes:
    """Know which marks share paragraphs, and in which lane each is bracketed."""

    def __init__(self, ruler: Ruler) -> None:
        self._ruler = ruler
        self._lanes: dict[int, dict[tuple[int, bool], int]] = {}
        self._lasts: list[int] = []
        self.clusters: list[Cluster] = []

    def put(self, marks: Sequence[Mark]) -> set[int]:
        """Hold these marks, in order; return the paragraphs beside which something differs.

        A cluster of the very same marks stays the very same cluster.
        """
        before = {cluster.first: cluster for cluster in self.clusters}
        self.clusters = [_same(before.get(made.first), made) for made in clusters_of(marks)]
        self._lasts = [cluster.last for cluster in self.clusters]
        kept = {id(cluster) for cluster in self.clusters}
        gone = [cluster for cluster in before.values() if id(cluster) not in kept]
        held = {id(cluster) for cluster in before.values()}
        new = [cluster for cluster in self.clusters if id(cluster) not in held]
        changed: set[int] = set()
        for cluster in (*gone, *new):
            self._lanes.pop(cluster.first, None)
            changed |= set(range(cluster.first, cluster.last + 1))
        return changed

    def forget(self) -> None:
        """Find the lanes anew: the lines have changed."""
        self._lanes.clear()

    def between(self, first: int, last: int) -> range:
        """Return the places in `clusters` of those that touch these paragraphs."""
        begin = end = bisect_left(self._lasts, first)
        while end < len(self.clusters) and self.clusters[end].first <= last:
            end += 1
        return range(begin, end)

    def at(self, number: int) -> Cluster | None:
        """Return the cluster beside a paragraph."""
        places = self.between(number, number)
        return self.clusters[places[0]] if places else None

    def of(self, cluster: Cluster) -> dict[tuple[int, bool], int]:
        """Return the lane of each mark of a cluster, by its id and whether it is a memo."""
        if cluster.first not in self._lanes:
            self._lanes[cluster.first] = lanes_of(cluster.marks, self._ruler.lines)
        return self._lanes[cluster.first]


def _same(before: Cluster | None, now: Cluster) -> Cluster:
    """Return the cluster that was there when it holds the very same marks."""
    if before is None or before.last != now.last or len(before.marks) != len(now.marks):
        return now
    alike = all(one is other for one, other in zip(before.marks, now.marks, strict=True))
    return before if alike else now
