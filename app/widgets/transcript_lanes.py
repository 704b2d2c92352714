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
        """Hold these marks, in order; return the paragraphs beside which something differs."""
        before, self.clusters = self.clusters, clusters_of(marks)
        self._lasts = [cluster.last for cluster in self.clusters]
        changed: set[int] = set()
        for cluster in set(before) ^ set(self.clusters):
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
