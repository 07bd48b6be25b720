package tn.flotte.bots.ouverture;

/** Everything that decides by the rules, under one version of them. */
record Jugements(
    Regles regles,
    Identification identification,
    RapportRecu rapport,
    ReglementGa reglement,
    Controle controle,
    Coherence coherence,
    Rapprochement rapprochement,
    Vigilance vigilance,
    OrdreDeMission mission,
    Fin fin) {}
