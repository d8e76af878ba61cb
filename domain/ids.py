"""Names for the things that the field points at. Every id is a UUID given from outside."""

from typing import NewType
from uuid import UUID

PathId = NewType("PathId", UUID)
GroupId = NewType("GroupId", UUID)
SheetId = NewType("SheetId", UUID)
SessionId = NewType("SessionId", UUID)
GrantId = NewType("GrantId", UUID)
OperatorId = NewType("OperatorId", UUID)
StaffId = NewType("StaffId", UUID)
SubjectId = NewType("SubjectId", UUID)
"""Whose personal data an envelope holds: a learner, a member of staff, or a group's dossier."""
EventId = NewType("EventId", UUID)
