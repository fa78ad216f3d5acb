"""`kg review`, `kg same`, `kg different`, `kg reject`, `kg accept`, `kg undo`: judgements that last."""

import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.options import store_option, store_path

if TYPE_CHECKING:
    from kg.resolve.judgements import Judgement, Verdict

F = TypeVar("F", bound=Callable[..., Any])


def judge_options(function: F) -> F:
    """Add `--who`, `--when`, `--why` and `--store`."""
    for option in (
        store_option,
        click.option("--when", metavar="TIME", help="When (ISO 8601; default: now)."),
        click.option("--who", metavar="NAME", envvar="KG_WHO", help="Who judges (default: KG_WHO or your login)."),
        click.option("--why", metavar="TEXT", default="", help="Why."),
    ):
        function = option(function)
    return function


def _said(who: str | None, when: str | None, why: str) -> dict[str, str]:
    now = when or datetime.now(UTC).isoformat(timespec="microseconds")
    return {"who": who or getpass.getuser(), "when": now, "why": why}


def _done(judgement: "Judgement", store_file: object) -> None:
    from kg.judge_text import judgement_text

    click.echo(judgement_text(judgement))
    click.echo(f"kept in {store_file}; take it back with: kg undo {judgement.matter}", err=True)


@click.command(epilog="\b\nExamples:\n  kg review\n  kg review --most 5\n  kg review --judged")
@click.option("--most", type=click.IntRange(min=1), default=20, show_default=True, help="How many pairs to show.")
@click.option("--judged", is_flag=True, help="Show the judgements that hold, with the names by which to undo them.")
@store_option
@click.pass_context
def review(context: click.Context, /, most: int, judged: bool, store: str | None) -> None:
    """List pairs that may be one thing, with the evidence side by side, the most consequential first."""
    from kg import judge
    from kg.cli.terminal import width
    from kg.judge_text import judgement_text, question_text
    from kg.pipeline import open_store

    with open_store(store_path(context, store)) as opened:
        if judged:
            for one in judge.judged(opened):
                click.echo(judgement_text(one))
            return
        shown, every = judge.questions(opened, most)
    for number, question in enumerate(shown, 1):
        click.echo(question_text(question, number, width()))
    click.echo(f"{len(shown)} of {every} doubtful pairs", err=True)


def _pair(verdict: "Verdict", context: click.Context, one: str, other: str, store: str | None, said: Any) -> None:
    from kg.judge import judge_things
    from kg.store import Store

    with Store.open(store_path(context, store), "write") as opened:
        _done(judge_things(opened, verdict, one, other, **_said(**said)), opened.judgements)


@click.command(epilog='\b\nExamples:\n  kg same "Brightcorp Ouroville plant" plan/any/x --why "same address"')
@click.argument("one")
@click.argument("other")
@judge_options
@click.pass_context
def same(context: click.Context, /, one: str, other: str, store: str | None, **said: Any) -> None:
    """Record that ONE and OTHER (names, IRIs or keys) are the same thing; this outlives every rebuild."""
    _pair("same", context, one, other, store, said)


@click.command(epilog="\b\nExamples:\n  kg different KEY KEY --why 'another owner'")
@click.argument("one")
@click.argument("other")
@judge_options
@click.pass_context
def different(context: click.Context, /, one: str, other: str, store: str | None, **said: Any) -> None:
    """Record that ONE and OTHER (names, IRIs or keys; old ones too) are two things."""
    _pair("different", context, one, other, store, said)


def _claim(verdict: "Verdict", context: click.Context, claim: str, store: str | None, said: Any) -> None:
    from kg.judge import judge_claim
    from kg.store import Store

    with Store.open(store_path(context, store), "write") as opened:
        _done(judge_claim(opened, verdict, claim, **_said(**said)), opened.judgements)


@click.command(epilog="\b\nExamples:\n  kg reject 9f3a61/5b20c4 --why 'misread'     as kg show --claims prints it")
@click.argument("claim")
@judge_options
@click.pass_context
def reject(context: click.Context, /, claim: str, store: str | None, **said: Any) -> None:
    """Take a CLAIM (its IRI or the end of it) out of the graph for good."""
    _claim("reject", context, claim, store, said)


@click.command(epilog="\b\nExamples:\n  kg accept 9f3a61/5b20c4 --why 'checked against the plan'")
@click.argument("claim")
@judge_options
@click.pass_context
def accept(context: click.Context, /, claim: str, store: str | None, **said: Any) -> None:
    """Record that a CLAIM (its IRI or the end of it) was checked and is right."""
    _claim("accept", context, claim, store, said)


@click.command(epilog="\b\nExamples:\n  kg undo 3f90a1b2c4     as kg review --judged prints it")
@click.argument("judgement")
@judge_options
@click.pass_context
def undo(context: click.Context, /, judgement: str, store: str | None, **said: Any) -> None:
    """Take a JUDGEMENT back; the file keeps both lines."""
    from kg.judge import undo as take_back
    from kg.store import Store

    with Store.open(store_path(context, store), "write") as opened:
        _done(take_back(opened, judgement, **_said(**said)), opened.judgements)
