"""Say a sentence, and offer more than one thing to do about it."""

from PySide6.QtWidgets import QPushButton

from app.design.type import TypeScale
from app.window import Window


def offered(window: Window) -> list[str]:
    buttons = window.message.findChildren(QPushButton)
    return [made.text() for made in buttons if made.isVisible()]


def test_a_message_offers_several_things_to_do(window: Window) -> None:
    done: list[str] = []
    more = (("Wording only", lambda: done.append("wording")),)
    window.shell.show_message("14 passages are to be re-read.", "Undo", window.undo, more)
    assert sorted(offered(window)) == ["Close", "Undo", "Wording only"]
    assert window.message.more[0].accessibleName() == "Wording only"
    window.message.more[0].click()
    assert done == ["wording"]
    assert not window.message.isVisible()


def test_a_plain_message_after_it_offers_nothing_of_it(window: Window) -> None:
    window.shell.show_message("One.", "Undo", window.undo, (("Wording only", window.undo),))
    window.shell.show_message("Two.")
    assert offered(window) == ["Close"]


def test_the_words_of_a_message_keep_room_beside_its_buttons(window: Window) -> None:
    more = (("Wording only", window.undo), ("Open the queue", window.undo))
    window.resize(1024, 700)
    window.look.set_type(TypeScale(1.5))
    sentence = "14 passages and 3 cells of 3.3 Timing of monthly reports are to be re-read now."
    window.shell.show_message(sentence, "Undo", window.undo, more)
    bar = window.message
    assert bar.words.heightForWidth(bar.words.width()) <= bar.words.height()
    assert window.rail.geometry().right() < bar.geometry().left()
    assert bar.geometry().right() <= window.width()
