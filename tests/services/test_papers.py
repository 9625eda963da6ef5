"""Every paper of the catalogue can be written, and is offered once there is something to write in it."""

from __future__ import annotations

from dataclasses import replace

from app.domain.dossier import Dossier
from app.reports.catalogue import REPORTS
from app.services.papers import PAPERS, has, ready_reports
from app.services.step_view import steps
from tests.storage.builders import a_cycle, a_site, an_instrument


def an_empty_dossier() -> Dossier:
    return Dossier(site=a_site(), cycle=a_cycle())


def test_every_paper_of_the_catalogue_has_its_writer_and_no_writer_is_left_over() -> None:
    assert list(PAPERS) == [each.key for each in REPORTS]


def test_papers_stand_in_the_order_of_the_steps() -> None:
    given = [each.step for each in REPORTS]

    assert given == sorted(given)
    assert set(given) <= {each.number for each in steps()}


def test_no_two_papers_would_take_the_same_name() -> None:
    endings = [each.ending for each in REPORTS]

    assert len(set(endings)) == len(endings)


def test_a_paper_waits_until_the_dossier_holds_what_it_tells() -> None:
    ready = has("instruments", "calibrations")
    with_instrument = replace(an_empty_dossier(), instruments=(an_instrument(),))

    assert not ready(an_empty_dossier())
    assert not ready(with_instrument)
    assert has("instruments")(with_instrument)


def test_an_empty_dossier_offers_the_papers_of_the_first_two_steps_alone() -> None:
    offered = ready_reports(an_empty_dossier())

    assert {each.step for each in offered} <= {1, 2}
