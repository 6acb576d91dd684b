"""What holds for every flow and every route, whoever wrote it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import bot
from bot.conversations import words
from bot.conversations.flow import Flow, Step
from bot.conversations.house import FLOWS, HOUSE
from bot.conversations.state import Nothing

OWN = {"back", "cancel", "menu", "resume"}
"""The names that the engine answers itself."""

SOURCES = [file for folder in bot.__path__ for file in Path(folder).rglob("*.py")]
BUTTONS = sorted({name for file in SOURCES for name in re.findall(r'"do:([a-z]+)', file.read_text("utf-8"))})


def test_no_two_flows_have_one_name() -> None:
    assert len(HOUSE.flows) == len(FLOWS)
    assert HOUSE.flows["menu"].draft is Nothing


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_the_steps_of_a_flow_are_told_apart_by_name(flow: Flow[Any]) -> None:
    names = [step.name for step in flow.steps]

    assert len(set(names)) == len(names)
    assert all(names)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_a_flow_ends_with_a_question_and_reads_every_older_draft(flow: Flow[Any]) -> None:
    assert isinstance(flow.steps[-1], Step)
    assert set(flow.upgrades) == set(range(1, flow.version))


@pytest.mark.parametrize("name", BUTTONS)
def test_every_button_leads_somewhere(name: str) -> None:
    assert name in HOUSE.routes or name in OWN


@pytest.mark.parametrize("name", sorted(words.ROUTES.values()))
def test_every_word_leads_somewhere(name: str) -> None:
    assert name in HOUSE.routes or name in OWN
