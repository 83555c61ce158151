"""The French cast: Camille Perrin builds websites and sets books in Lyon."""

from __future__ import annotations

from decimal import Decimal

from freelance_comm.demo.cast import Cast, Extra, Haggle, Job, Letter, Remark, Trouble, client, fixed, hours
from freelance_comm.domain.people import (
    AddressForm,
    BusinessIdentity,
    Channel,
    Contact,
    Gender,
    NameForms,
    Profile,
    WorkingHours,
)

CAST = Cast(
    profile=Profile(
        name="Camille Perrin",
        language="fr",
        currency="EUR",
        gender=Gender.FEMININE,
        email="camille@perrin.example.com",
        phone="+33 4 55 50 01 42",
        business="Camille Perrin, sites et mise en page",
        hours=WorkingHours(zone="Europe/Paris", country="FR"),
        hourly_rate=Decimal(52),
        identity=BusinessIdentity(
            street="12 rue des Tisserands",
            postcode="69004",
            town="Lyon",
            country="FR",
            tax_number="000 000 000",
            registration="RNE Lyon",
        ),
        iban="FR1420041010050500013M02606",
        tax_note="TVA non applicable, art. 293 B du CGI.",
        signatures={
            "fr": "Camille Perrin\nsites et mise en page",
            "ro": "Camille Perrin\nsite-uri și tehnoredactare",
            "en": "Camille Perrin\nwebsites and book design",
        },
        welcomed=True,
    ),
    regular=client(
        "Café Perle",
        Contact(name="Hélène Vasseur", role="patronne", email="helene@perle.example.com", phone="+33 4 55 50 01 71"),
        forms=NameForms(vocative="Madame Vasseur"),
        gender=Gender.FEMININE,
        language="fr",
        zone="Europe/Paris",
        currency="EUR",
        identity=BusinessIdentity(
            street="8 place du Marché",
            postcode="69001",
            town="Lyon",
            country="FR",
        ),
        notes="Préfère le téléphone avant midi. A remercié deux fois en octobre.",
        likes="torréfie elle-même, aime la montagne",
    ),
    newcomer=client(
        "Ceainăria Dunării",
        Contact(name="Ana Petrescu", role="proprietară", email="ana@dunarii.example.net"),
        forms=NameForms(vocative="doamnă Petrescu", dative="doamnei Petrescu", genitive="doamnei Petrescu"),
        gender=Gender.FEMININE,
        language="ro",
        zone="Europe/Bucharest",
        currency="EUR",
    ),
    shop=client(
        "Librairie L’Encrier",
        Contact(name="Karim Haddad", role="libraire", email="karim@encrier.example.com"),
        gender=Gender.MASCULINE,
        address=AddressForm.FAMILIAR,
        language="fr",
        zone="Europe/Paris",
        currency="EUR",
        likes="éditions originales, longs déjeuners",
    ),
    press=client(
        "Whitlock Press",
        Contact(name="Hannah Whitlock", role="editor", email="hannah@whitlock.example.org"),
        forms=NameForms(vocative="Ms Whitlock"),
        gender=Gender.FEMININE,
        language="en",
        zone="America/New_York",
        currency="EUR",
        notes="Six heures de moins que nous : répond le soir.",
    ),
    studio=client(
        "Atelier Roux",
        Contact(name="Marion Roux", role="céramiste", email="marion@roux.example.com"),
        gender=Gender.FEMININE,
        address=AddressForm.FAMILIAR,
        language="fr",
        zone="Europe/Paris",
        currency="EUR",
        channel=Channel.CHAT,
    ),
    quiet=client(
        "Studio Vigne",
        Contact(name="Paul Vigne", role="photographe", email="paul@vigne.example.com"),
        gender=Gender.MASCULINE,
        address=AddressForm.FAMILIAR,
        language="fr",
        zone="Europe/Brussels",
        currency="EUR",
        likes="appareils argentiques",
    ),
    work=Job(
        name="Site du café",
        wishes=(
            "les horaires, visibles d’emblée",
            "un formulaire pour réserver, sans compte",
            "la liste des gâteaux, que l’équipe puisse changer elle-même",
            "des photos de la torréfaction",
            "une page rapide même sur un vieux téléphone",
            "un court texte sur l’histoire de la maison",
        ),
        core="Le matin, les gens appellent pour réserver et personne au café n’a les mains libres.",
        lines=(
            hours("conception et réalisation de la page", 18, 52),
            hours("formulaire de réservation avec confirmation par courriel", 16, 52),
            hours("textes, photos et mise en service", 8, 52),
        ),
        reason="Le formulaire prend le plus de temps, car il prévient aussitôt le café et l’invité",
        actions=(
            "page d’accueil",
            "formulaire de réservation",
            "corrections après l’appel de mercredi",
            "première ébauche",
        ),
        steps=("essai du formulaire sur trois vieux téléphones", "texte sur l’histoire de la maison"),
        needs=("les photos de la torréfaction", "les horaires des fêtes"),
        done="nouvelle version de la page d’accueil",
        promised="le formulaire de réservation à essayer",
        labels=("Premier versement", "Deuxième versement", "Troisième versement"),
        deadline="le site terminé",
    ),
    enquiry=Job(
        name="Meniu de iarnă",
        wishes=("un meniu pe două pagini, în română și franceză", "prețuri pe care le pot schimba singură"),
    ),
    offer=Job(
        name="Lettre mensuelle",
        wishes=("une lettre par mois", "des archives sur le site", "l’inscription à la caisse"),
        core="Les habitués apprennent les lectures quand elles ont déjà eu lieu.",
        lines=(hours("maquette et inscription", 10, 52), hours("trois premiers numéros", 9, 52)),
        reason="La maquette se fait une fois ; ensuite, un numéro demande trois heures",
        promised="le devis révisé",
    ),
    parting=Job(
        name="Affiches de vitrine",
        wishes=("quatre affiches pour la vitrine", "un même style pour toutes"),
        core="Les passants ne voient pas qu’il y a une deuxième salle.",
        lines=(hours("quatre affiches, dessin et composition", 8, 52),),
        reason="Deux heures par affiche, corrections comprises",
        actions=("dessin et composition des affiches",),
        labels=("Somme entière",),
        hired=("impression des quatre affiches", "Imprimerie du Quai"),
    ),
    terms=Job(
        name="Website of the Shorelines series",
        wishes=("a page for every book", "an extract to read online", "a list of shops that have the book"),
        core="Booksellers do not find the older titles.",
        lines=(fixed("design of the book pages", 900, 16), fixed("setting up twelve titles", 600, 11)),
        reason="The price includes two rounds of corrections and an hour with your team",
        deadline="the whole website",
    ),
    plan=Job(
        name="Spring catalogue",
        wishes=("sixteen pages", "an index of authors"),
        core="The catalogue has to travel with the sales people.",
        lines=(hours("layout", 9, 52), hours("index and proofreading", 3, 52)),
        reason="Half an hour for each of the sixteen pages, then the index",
    ),
    handover=Job(
        name="Boutique en ligne",
        wishes=("douze bols avec leurs photos", "le paiement par carte", "les frais de port au poids"),
        core="Les clients du marché ne la retrouvent pas ensuite.",
        lines=(hours("mise en route de la boutique", 7, 52), hours("photos et textes", 4, 52)),
        reason="Onze heures, surtout pour les douze pages de produits",
        actions=("pages de produits",),
        labels=("Première moitié", "Seconde moitié"),
    ),
    past=Job(
        name="Portfolio",
        wishes=("trente photos", "des tirages sur commande"),
        core="Les galeries demandent un lien et il n’en a pas.",
        lines=(hours("portfolio avec commande de tirages", 15, 50),),
        reason="Quinze heures, dont la moitié pour la commande de tirages",
        actions=("pages du portfolio",),
        labels=("Somme entière",),
    ),
    first_work=Job(
        name="Carte des prix",
        wishes=("une feuille recto verso",),
        core="Sur l’ancienne carte, les prix sont corrigés à la main.",
        lines=(hours("mise en page", 5, 48),),
        reason="Cinq heures, avec deux tours de corrections",
        actions=("mise en page de la carte",),
        extra=Extra(
            title="feuille des allergènes pour le comptoir",
            words=(
                "On nous demande sans cesse ce qu’il y a dans les gâteaux. "
                "Pourrait-on avoir aussi une feuille des allergènes, près de la caisse ?"
            ),
            line=hours("feuille des allergènes", 2, 48),
            reason="Deux heures : le tableau et une mise en page assortie à la carte",
        ),
    ),
    asks=Letter(
        subject="Pourrait-on déplacer l’ouverture ?",
        text="Pourrait-on déplacer l’ouverture au samedi qui précède les fêtes ?",
    ),
    enquires=Letter(
        subject="Un meniu nou pentru ceainărie",
        text="Bună ziua, căutăm pe cineva care să ne facă meniul de iarnă, în două limbi.",
    ),
    answered=(
        Letter(subject="Tirages pour l’hôtel", text="Merci pour tout, les tirages sont magnifiques."),
        Letter(subject="Couleur des boutons", text="Les boutons pourraient-ils être couleur café ?"),
        Letter(subject="Deux photos de plus", text="Voici deux photos de plus, la seconde est la meilleure."),
        Letter(subject="La lettre", text="Le devis peut-il comprendre les trois premiers numéros ?"),
        Letter(subject="Extracts", text="May we show ten pages of every book?"),
        Letter(subject="Deposit", text="We never pay anything in advance. Is there another way?"),
    ),
    reminder=Letter(
        subject="Seconde moitié", text="La seconde moitié était pour la semaine dernière ; je te renvoie la facture ?"
    ),
    call_back="a call about the cover colours",
    ideas=(
        "un QR code pour la vitrine, vers la carte de la semaine",
        "une photo de l’atelier pour leur comptoir",
        "une carte des sentiers de la région",
    ),
    noticed="a ri devant les épreuves ; appeler plus souvent",
    promised=(
        "les premières esquisses",
        "la réponse sur les polices",
        "un appel au sujet du tirage",
        "le contrat corrigé",
        "les photos recadrées",
    ),
    trouble=Trouble(
        words="Sur mon téléphone, la page coupe mes photos. Moi, je passe des jours à choisir où une image s’arrête.",
        happened=(
            "Sur les écrans étroits, la page rendait toutes les photos carrées ; "
            "je ne l’avais regardée que sur le grand."
        ),
        remedy="les trente photos entières sur tous les écrans",
        outcome="Content : il a fait défiler les trente photos sur son téléphone, toutes sont entières.",
    ),
    remark=Remark(
        words=(
            "Les affiches sont superbes, on voit tout de suite qu’elles vont ensemble. "
            "Mais depuis l’autre trottoir, personne n’arrive à lire les heures."
        ),
        lesson="Regarder une épreuve depuis l’autre trottoir avant d’imprimer.",
    ),
    haggle=Haggle(
        theirs="les quatre avant la première lecture",
        mine="quatre affiches soignées, dans deux semaines",
        met="deux à temps, si ce sont celles des lectures",
        stuck="le jour de la première lecture",
        result="D’abord les deux affiches des lectures, les deux autres une semaine plus tard.",
    ),
)
