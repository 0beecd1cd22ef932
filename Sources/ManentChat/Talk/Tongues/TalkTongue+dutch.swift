extension TalkTongue {
  static let dutch = TalkTongue(code: "nl", words: dutchWords, replies: dutchReplies)

  private static let dutchWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      "hallo/hoi/hey/hee/goedemorgen/goede morgen/goeiemorgen/goedemiddag/goede middag/goedenavond/goeienavond/goedendag/dag/hallo allemaal/ben je daar/bent u daar/is daar iemand/is er iemand/welkom/aangenaam"
    ),
    (
      .thanks,
      "dank/dank je/dank je wel/dankjewel/dank u/dank u wel/dankuwel/bedankt/hartelijk dank/hartelijk bedankt/veel dank/heel erg bedankt/dankbaar/merci"
    ),
    (
      .farewell,
      "doei/tot ziens/tot straks/tot later/tot morgen/tot de volgende keer/dag hoor/goedenacht/welterusten/fijne dag/fijne avond/fijn weekend/prettige dag/dat was het/dat is alles/dat was alles/ik ben klaar/ik moet gaan/houdoe/vaarwel"
    ),
    (
      .agreement,
      "ja/nee/goed/in orde/prima/begrepen/ik begrijp het/ik snap het/snap ik/duidelijk/precies/klopt/juist/natuurlijk/zeker/sorry/pardon/geen probleem/maakt niet uit/laat maar/ach zo/aha/jawel/akkoord/oke/interessant/geeft niet/vergeet het"
    ),
    (
      .praise,
      "geweldig/perfect/uitstekend/mooi/fijn/leuk/top/fantastisch/schitterend/heel goed/erg goed/handig/nuttig/behulpzaam/dat helpt/dat hielp/dat heeft geholpen/heeft geholpen/goed gedaan/goed werk/goed antwoord/het werkt/werkt/knap/ik hou van je/je bent geweldig/super/tof/gaaf"
    ),
    (
      .blame,
      "fout/dat is fout/verkeerd/dat klopt niet/klopt niet/niet waar/niet juist/onzin/nutteloos/dom/stom/slecht/dat helpt niet/helpt niet/niet nuttig/dat bedoelde ik niet/dat vroeg ik niet/ik begrijp het niet/ik snap het niet/snap ik niet/verkeerd antwoord"
    ),
    (
      .wellbeing,
      "hoe gaat het/hoe gaat het met je/hoe gaat het met jou/hoe gaat het met u/hoe is het/hoe is het met je/alles goed/hoe voel je je/wat doe je/gaat het/gaat het goed/alles oke/hoe maakt u het/hoest"
    ),
    (
      .doubt,
      "weet je het zeker/weet je dat zeker/weet u het zeker/ben je zeker/zeker weten/echt/echt waar/is dat waar/klopt dat/is dat juist/hoe weet je dat/hoe weet u dat/kan ik je vertrouwen/kan ik dat vertrouwen/lieg je/serieus"
    ),
    (
      .beyond,
      "vertel een grap/vertel me een grap/vertel eens een grap/een grap/vertel een verhaal/zing een lied/zing een liedje/schrijf een gedicht/hoe laat is het/welke dag is het/wat voor weer is het/hou je van me/trouw met me/ik verveel me/ik ben verdrietig/maak me aan het lachen"
    ),
    (.you, "je/jij/jou/jouw/u/uw/jullie"),
    (.me, "ik/me/mij/mijn/wij/we/ons/onze"),
    (
      .tool,
      "dit programma/deze app/dit hulpmiddel/deze bot/deze chat/deze assistent/deze tool/dit ding/deze software/de assistent/de bot"
    ),
    (
      .identity,
      "robot/een robot/bot/een bot/mens/een mens/een menselijk wezen/persoon/een persoon/een echt persoon/machine/een machine/ai/een ai/kunstmatige intelligentie/computer/een computer/programma/een programma/chatgpt/gpt/claude/levend/wie ben je/wie bent u/wie ben jij/wat ben je/wat ben jij/hoe heet je/hoe heet jij/hoe heet u/je naam/jouw naam/wat is je naam/naam/wie heeft je gemaakt/wie heeft jou gemaakt/hoe oud ben je/waar kom je vandaan/waar woon je/met wie praat ik/met wie spreek ik/stel jezelf voor/vertel over jezelf/taalmodel/een taalmodel"
    ),
    (.asking, "wat/hoe/welk/welke"),
    (.circumstance, "wanneer/waar/waarom/wie/hoeveel/hoe lang"),
    (.deictic, "dit/dat/het/deze/die/daar/hij/zij/hem/haar/daarvan/daarmee"),
    (
      .ability,
      "kan/kun/kan je/kun je/kunt/kunt u/kunnen/zou je/zou u/doen/doe/doet/werkt/werk/werken/functioneert/in staat/waar dien je voor/waar ben je goed in/waarvoor dien je/biedt/antwoorden"
    ),
    (.use, "gebruiken/gebruik/beginnen/begin/starten/start/vragen/vraag/stellen"),
    (
      .help,
      "help/hulp/help me/help mij/helpen/ik heb hulp nodig/hulp nodig/heb hulp nodig/ik heb je hulp nodig/assistentie/wat nu/en nu/wat moet ik doen/wat kan ik doen/ik ben nieuw/ik ben nieuw hier/ik ben de weg kwijt/waar begin ik/hoe begin ik/ik weet niet wat ik moet doen"
    ),
    (
      .service,
      "functies/mogelijkheden/vaardigheden/opdrachten/commando s/vragen/een vraag/opties/voorbeelden/dingen/iets/alles/taken/soort/soorten/instructies"
    ),
    (.know, "weet/weten/ken/kent/gelezen/weet je"),
    (
      .documents,
      "documenten/bestanden/mijn notities/notities/mijn teksten/teksten/mijn papieren/mijn verzameling/bronnen"
    ),
    (.document, "document/bestand/notitie"),
    (
      .listing,
      "lijst/toon/tonen/laat zien/laat/zien/noem/geef/geef me/alle/alles/er/zijn/in/staat/staan/heb/hebben/bevatten/inhoud/beschikbaar/opgeslagen/hoeveel/lijst van/een lijst van/overzicht/overzicht van/hier/op/som op/som/bestaan/zit/zitten"
    ),
    (
      .mention,
      "noemen/noemt/vermelden/vermeldt/gaan over/gaat over/praten over/spreken over/bevatten/bevat/bevatten het woord/behandelen/behandelt/verwijzen naar/over/beschrijven/zeggen iets over/wordt/komt/staat/staat iets over"
    ),
    (.mentionEnd, "voor/genoemd/vermeld/in/alstublieft/alsjeblieft"),
    (
      .summary,
      "vat/samenvatting van/een samenvatting van/samenvatting/samenvatten/geef een samenvatting van/overzicht van/inhoudsopgave van/koppen van/hoofdpunten van/waar gaat/kernpunten van"
    ),
    (.summaryEnd, "samen/alsjeblieft/alstublieft/kort/samenvatten/over"),
    (
      .small,
      """
      de/het/een/en/of/maar/van/in/op/aan/met/voor/bij/naar/uit/te/om/alsjeblieft/alstublieft/graag/heel/erg/zeer/veel/ook/nu/vandaag/weer/nog/opnieuw/eens/even/hier/\
      vriend/vrienden/allemaal/iedereen/meneer/mevrouw/is/ben/bent/zijn/was/waren/wordt/heb/hebt/heeft/hebben/niet/als/dan/dus/zo/wel/je hulp/voor je hulp/uw hulp/\
      voor uw hulp/voor de hulp/de hulp/het antwoord/je antwoord/voor alles/voor het antwoord/echt/kan/kun/kunt/wil/wilt/zou/mag/moet/vertel/vertel me/zeg/leg/uit/iets/een beetje/er/hoor
      """
    ),
  ]

  private static let dutchReplies = TalkReplies(
    count: ("geen documenten", "één document", "{n} documenten"),
    greeting: "Hallo! Ik zoek in {documents} en citeer wat antwoord geeft. Wat wilt u weten?",
    noDocuments: "Er zijn hier nog geen documenten. Toevoegen met: manent add PAD",
    thanks: "Graag gedaan.", farewell: "Tot ziens!", acknowledgement: "Goed. Vraag gerust verder.",
    sorry:
      "Het spijt me. Ik kan alleen citeren wat de woorden van een vraag vinden: probeer andere woorden, of noem het document.",
    wellbeing: "Goed, dank u: ik ben een programma, altijd hetzelfde en altijd klaar. Wat zal ik opzoeken?",
    doubt:
      "Wat ik citeer staat woord voor woord in de documenten, op de genoemde plaats. Of de documenten gelijk hebben, weet ik niet.",
    beyond: "Dat kan ik niet. Ik zoek in {documents} en citeer, verder niets.",
    identity:
      "Ik ben Manent, een programma: geen mens en ook geen taalmodel. Ik zoek vragen op in {documents} en citeer de zinnen die antwoord geven, met hun plaats.",
    abilities: """
      Ik zoek vragen op in {documents} en citeer de zinnen die antwoord geven, met hun plaats. Vraag in uw eigen woorden. En verder:
      - “toon mijn documenten” zegt wat er is
      - “welke documenten noemen X?” zegt waar iets staat
      - “vat BESTAND samen” geeft de koppen en eerste zinnen
      Meer documenten: manent add PAD. Alle opdrachten: manent --help
      """,
    listing: "Er zijn {documents} ({size}):", furtherDocuments: "… en nog {n}; allemaal: manent documents",
    mentions: "“{x}” staat in {documents}:", noMention: "Geen document noemt “{x}”.",
    outline: "De koppen van {x}, elk met de eerste zin eronder (geen samenvatting in andere woorden):",
    opening: "{x} heeft geen koppen. Het begin:", columns: "{x} is een tabel van {n} rijen met deze kolommen:",
    several: "Bij “{x}” passen meer documenten; welk?", noSuchDocument: "Er is geen document “{x}”.",
    nearest: "Het dichtst komt {x}.", unreadable: "{x} kan niet worden gelezen: {n}")
}
