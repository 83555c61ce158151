"""What points to a record follows it to another number."""

from __future__ import annotations

from typing import Any

from freelance_comm.store.ties import follow


def _quote(**fields: Any) -> dict[str, Any]:
    option = {"answers": [7], "items": [{"answers": [7, 8]}], "recommended": [{"answers": [8]}]}
    return {"ref": "Q-2026-001", "options": [option], **fields}


def test_ticks_and_additions_follow_a_requirement_to_its_new_number() -> None:
    tables = {"quotes": {"1": _quote(requirement_id=7)}}
    follow(tables, "requirements", 7, 70)
    quote = tables["quotes"]["1"]
    assert quote["options"] == [{"answers": [70], "items": [{"answers": [70, 8]}], "recommended": [{"answers": [8]}]}]
    assert quote["requirement_id"] == 70


def test_versions_and_additions_follow_a_quote_to_its_new_number() -> None:
    tables = {"quotes": {"9": _quote(), "2": _quote(follows=7, requirement_id=7), "3": _quote(adds_to=7)}}
    follow(tables, "quotes", 7, 9)
    quotes = tables["quotes"]
    assert (quotes["2"]["follows"], quotes["2"]["requirement_id"], quotes["3"]["adds_to"]) == (9, 7, 9)


def test_damaged_options_are_passed_over() -> None:
    tables: dict[str, dict[str, dict[str, Any]]] = {"quotes": {"1": {"options": ["no option", {"items": "none"}]}}}
    follow(tables, "requirements", 7, 70)
    assert tables["quotes"]["1"] == {"options": ["no option", {"items": "none"}]}
