"""What people of the year write in their own words; each text is sealed when it is recorded."""

ELIGIBILITY_REASONS = {
    "provisional": "Récépissé en cours de renouvellement, le CIR signé est attendu.",
    "not-eligible": "Titre de plus de cinq ans : place restante, accord de la coordination.",
}
WAIVER = (
    "Écrit en dessous du niveau, très bonne compréhension orale, soutien prévu avec l’association voisine."
)
COMPLETION_WAIVER = "Absences justifiées par un emploi à horaires décalés, objectifs atteints."
ORGANISATION = "Antenne d’accueil (fictive)"
MESSAGE = "{given} a besoin de se déplacer pour travailler, pas de bus avant 7 h."
CORRECTION = "Erreur de report depuis la feuille papier."

NOTES = (
    "{given} cherche un emploi dans la logistique, horaires de nuit.",
    "Garde d’enfants trouvée pour les matinées, {given} peut venir à toutes les séances.",
    "{given} est très à l’aise à l’oral, à encourager à l’écrit.",
    "Panneaux et priorités acquis, revoir les distances de sécurité avec {given}.",
    "{given} hésite entre permis et location solidaire, rendez-vous pris avec le conseiller mobilité.",
    "Trajet en covoiturage organisé avec un autre apprenant pour {given}.",
    "{given} a reçu une promesse d’embauche sous condition de permis.",
    "Fatigue importante, proposer à {given} un point au milieu du parcours.",
)
EXPENSE_LABELS = {
    "6063": "Fournitures pédagogiques",
    "6132": "Location de salle",
    "6185": "Licences du code en ligne",
    "6251": "Déplacements des formateurs",
    "6411": "Salaires des formateurs",
    "6451": "Cotisations sociales",
    "8640": "Salle mise à disposition par la commune",
}
