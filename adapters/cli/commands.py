"""All commands in one table; each lives in the file of its subject."""

import typer

from adapters.cli import (
    audit,
    examples,
    files,
    network,
    projecting,
    relaying,
    serving,
    topics,
    views,
)

app = typer.Typer(
    name="integracode",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Intégracode : les parcours, les groupes financés et leurs preuves.",
)
app.command("run")(serving.run)
app.command("serve")(serving.serve)
app.command("run-kafka")(network.run_kafka)
app.command("relay")(relaying.relay)
app.command("project")(projecting.project)
app.command("migrate")(serving.migrate)
app.command("status")(views.status)
app.command("rebuild")(views.rebuild)
app.command("replay")(audit.replay)
app.add_typer(audit.verify, name="verify")
app.add_typer(topics.topics, name="topics")
app.command("import")(files.import_)
app.command("example")(examples.example)
app.command("sample")(files.sample)
