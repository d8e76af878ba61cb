"""Every read model there is."""

from projections.casework import directory, groups, network, paths, sessions, staff, timeline, worklist
from projections.changes import ReadModel

READ_MODELS: dict[str, ReadModel] = {
    model.name: model
    for model in (
        ReadModel(
            name="casework",
            version=1,
            questions=(timeline, paths, groups, network, sessions, worklist),
        ),
        ReadModel(name="directory", version=1, questions=(directory, staff), opened=directory.OPENED),
    )
}
