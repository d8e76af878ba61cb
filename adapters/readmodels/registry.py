"""Every read model there is."""

from projections.casework import credits as half_days
from projections.casework import directory, groups, network, paths, sessions, staff, timeline, worklist
from projections.changes import ReadModel
from projections.finance import minutes, money
from projections.statistics import engagements, funnel, hours, levels, milestones
from projections.statistics import groups as counted_groups

READ_MODELS: dict[str, ReadModel] = {
    model.name: model
    for model in (
        ReadModel(
            name="casework",
            version=1,
            questions=(timeline, paths, half_days, groups, network, sessions, worklist),
        ),
        ReadModel(name="directory", version=1, questions=(directory, staff), opened=directory.OPENED),
        ReadModel(
            name="statistics",
            version=1,
            questions=(milestones, engagements, counted_groups, hours, levels, funnel),
        ),
        ReadModel(name="finance", version=1, questions=(minutes, money)),
    )
}
