"""What Kafka writes before it ends is told in words that say what to do."""

from adapters.brokers.failed import KafkaFailed, cause


def test_a_full_disk_is_told_as_such() -> None:
    french, english = cause("java.io.IOException: No space left on device\n  at sun.nio.ch…")
    assert french == "le disque est plein : faites de la place"
    assert english == "the disk is full: make room"


def test_a_cause_that_we_do_not_know_is_left_to_the_last_words() -> None:
    assert cause("Unknown magic")[0] == "ses derniers mots suivent"


def test_french_comes_first_and_the_log_last() -> None:
    assert str(KafkaFailed("Raison.", "Reason.", said="line")) == "Raison.\nReason.\nline"
