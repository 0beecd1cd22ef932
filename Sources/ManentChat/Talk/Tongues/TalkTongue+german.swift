extension TalkTongue {
  static let german = TalkTongue(code: "de", words: germanWords, replies: germanReplies)

  private static let germanWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      "hallo/hallo zusammen/guten morgen/guten tag/guten abend/morgen/moin/moin moin/servus/gruss gott/gruezi/gruss dich/gruss/grusse/hallochen/tag/tach/na/mahlzeit/schonen tag/bist du da/sind sie da/jemand da/ist da jemand/ist jemand da/willkommen"
    ),
    (
      .thanks,
      "danke/dankeschon/danke schon/danke sehr/vielen dank/besten dank/herzlichen dank/tausend dank/dank/ich danke/bedanke/ich bedanke mich/merci/vergelts gott/dankbar"
    ),
    (
      .farewell,
      "tschuss/tschuess/tschau/ciao/auf wiedersehen/wiedersehen/bis bald/bis dann/bis spater/bis morgen/bis zum nachsten mal/gute nacht/schonen tag noch/schonen abend noch/schones wochenende/mach s gut/machs gut/das war s/das wars/das war alles/das ist alles/ich bin fertig/ade/ich muss los/schonen feierabend"
    ),
    (
      .agreement,
      "ja/nein/na gut/alles klar/verstanden/verstehe/ich verstehe/klar/in ordnung/genau/stimmt/richtig/gut zu wissen/passt/schon gut/macht nichts/kein problem/egal/entschuldigung/entschuldige/sorry/tut mir leid/verzeihung/ach so/achso/aha/jawohl/jo/jep/nee/ne/gern/gerne/einverstanden/interessant/na klar/vergiss es/okay gut"
    ),
    (
      .praise,
      "gut/sehr gut/toll/prima/klasse/spitze/wunderbar/perfekt/ausgezeichnet/hervorragend/grossartig/schon/sehr schon/geil/genial/hilfreich/das hilft/das hat geholfen/hat geholfen/das half/geholfen/es funktioniert/hat funktioniert/gute arbeit/gut gemacht/gute antwort/das ist gut/das war gut/das war hilfreich/nutzlich/ich mag dich/ich liebe dich/du bist toll/beeindruckend/fein/nett/lieb/freut mich/weltklasse/stark"
    ),
    (
      .blame,
      "falsch/das ist falsch/das stimmt nicht/stimmt nicht/nicht richtig/unsinn/quatsch/blodsinn/nutzlos/dumm/schlecht/hilft nicht/das hilft nicht/hilft mir nicht/nicht hilfreich/das meinte ich nicht/das habe ich nicht gefragt/danach habe ich nicht gefragt/ich verstehe nicht/verstehe ich nicht/das verstehe ich nicht/versteh ich nicht/blod/idiot/mist"
    ),
    (
      .wellbeing,
      "wie geht s/wie gehts/wie geht es/wie geht es dir/wie geht s dir/wie geht es ihnen/wie geht s ihnen/wie gehts dir/wie geht es euch/was geht/was gibt s neues/alles gut/alles ok/wie lauft s/wie laufts/was machst du/was machst du gerade/geht es dir gut/na wie geht s"
    ),
    (
      .doubt,
      "bist du sicher/bist du dir sicher/sind sie sicher/sind sie sich sicher/sicher/wirklich/stimmt das/ist das richtig/ist das wahr/ist das so/echt/woher weisst du das/woher wissen sie das/kann ich dir vertrauen/kann ich dem vertrauen/kann ich mich darauf verlassen/machst du fehler/lugst du/im ernst"
    ),
    (
      .beyond,
      "erzahl mir einen witz/erzahle mir einen witz/erzahl einen witz/erzahle einen witz/kennst du einen witz/einen witz/erzahl mir eine geschichte/sing ein lied/sing mir ein lied/schreib ein gedicht/schreibe ein gedicht/schreib mir ein gedicht/wie spat ist es/wieviel uhr ist es/wie viel uhr ist es/welcher tag ist heute/wie ist das wetter/wie wird das wetter/liebst du mich/heirate mich/mir ist langweilig/spiel mit mir/traumst du/hast du gefuhle"
    ),
    (.you, "du/dich/dir/dein/deine/deinen/deiner/deinem/sie/ihnen/ihr/ihre/euch"),
    (.me, "ich/mich/mir/mein/meine/meinen/meiner/meinem/wir/uns/unser/unsere/unseren"),
    (
      .tool,
      "dieses programm/diese app/dieses werkzeug/dieses tool/das programm hier/dieser bot/dieser chat/diesen chat/dieser assistent/dieses ding/diese software/das tool/der assistent/der bot"
    ),
    (
      .identity,
      "roboter/ein roboter/bot/ein bot/mensch/ein mensch/eine maschine/maschine/ki/eine ki/kunstliche intelligenz/computer/ein computer/computerprogramm/ein programm/programm/eine person/person/echt/lebendig/sprachmodell/ein sprachmodell/chatgpt/gpt/claude/wer bist du/wer sind sie/was bist du/was sind sie/wie heisst du/wie heissen sie/dein name/ihr name/name/wie ist dein name/wer hat dich gemacht/wer hat dich gebaut/wer hat dich programmiert/wer hat dich entwickelt/wie alt bist du/woher kommst du/wo wohnst du/mit wem spreche ich/mit wem rede ich/stell dich vor/stellen sie sich vor/erzahl mir von dir/erzahl von dir"
    ),
    (.asking, "was/wie/welche/welcher/welches/welchen/welchem"),
    (
      .circumstance, "wann/wo/warum/wieso/weshalb/wer/wem/wen/wieviel/wie viel/wieviele/wie viele/wie lange/woher/wohin"
    ),
    (.deictic, "das/dies/diese/dieser/dieses/es/davon/damit/dazu/daruber/er/dort"),
    (
      .ability,
      "kannst/kannst du/konnen sie/konntest/konnten sie/kann/machst/machen/tun/tust/tut/funktioniert/funktionierst/funktionieren/arbeitest/arbeitet/bietest/leisten/leistet/geht/beantworten"
    ),
    (
      .use,
      "benutzen/benutze/verwenden/verwende/nutzen/nutze/bedienen/bediene/anfangen/fange/fange an/starten/starte/beginnen/beginne/fragen/frage/stellen"
    ),
    (
      .help,
      "hilfe/hilf/hilf mir/helfen/helfen sie mir/ich brauche hilfe/brauche hilfe/hilfst/bitte um hilfe/unterstutze mich/was jetzt/was nun/und jetzt/was soll ich tun/was kann ich tun/ich bin neu/ich bin neu hier/ich weiss nicht weiter/ich komme nicht weiter/wo fange ich an/wie fange ich an/anleitung bitte"
    ),
    (
      .service,
      "funktionen/fahigkeiten/befehle/kommandos/fragen/eine frage/moglichkeiten/beispiele/etwas/alles/dinge/sachen/aufgaben"
    ),
    (.know, "weisst/wissen/gelesen/kennst/kennen/wissen sie/weisst du"),
    (
      .documents,
      "dokumente/dokumenten/dateien/meine notizen/meinen notizen/meine unterlagen/meinen unterlagen/unterlagen/meine texte/texte/meine sammlung/meiner sammlung/wissensbasis/quellen"
    ),
    (.document, "dokument/datei/notiz/die datei/das dokument"),
    (
      .listing,
      "liste/auflisten/liste auf/zeig/zeige/zeigen/zeigen sie/nenne/nenn/gib/alle/alles/aller/in/da/hier/vorhanden/vorliegen/gibt/gibt es/habe/hast/haben/steht/steckt/stehen/enthalten/inhalt/ubersicht/uberblick/an/auf/verfugbar/gespeichert/wie viele/wieviele/sind/ist/liegen"
    ),
    (
      .mention,
      "erwahnen/erwahnt/nennen/handeln von/handelt von/sprechen von/sprechen uber/reden uber/uber/enthalten/enthalt/enthalten das wort/behandeln/behandelt/kommt/kommen/steht/steht etwas uber/steht etwas zu/stehen/geht es um/beschreiben/wird/ist die rede von/betreffen/zum thema"
    ),
    (.mentionEnd, "vor/erwahnt/drin/darin/genannt/bitte/handeln/behandelt/beschrieben/etwas/vorkommt"),
    (
      .summary,
      "fasse/fass/fassen sie/zusammenfassung/zusammenfassung von/zusammenfassung der/zusammenfassung des/eine zusammenfassung von/zusammenfassen/uberblick uber/gliederung von/gliederung/inhaltsverzeichnis von/inhaltsangabe von/kurzfassung von/uberschriften von/uberschriften in/worum geht es in/wovon handelt"
    ),
    (.summaryEnd, "zusammen/bitte/kurz/zusammenfassen/mir"),
    (
      .small,
      """
      der/die/den/dem/des/ein/eine/einen/einem/einer/und/oder/aber/mit/von/zu/zum/zur/im/am/auf/aus/bei/fur/um/nach/bitte/mal/doch/denn/nur/noch/nochmal/\
      sehr/so/viel/viele/vielmals/auch/dann/jetzt/heute/hier/da/alle/leute/freund/mein freund/freunde/lieber/liebe/bin/bist/ist/sind/war/waren/wird/werden/habe/hast/hat/\
      haben/nicht/dafur/deine hilfe/fur deine hilfe/fur die hilfe/ihre hilfe/die hilfe/die antwort/die auskunft/die info/fur die antwort/zusammen/kannst/konnen/konntest/\
      konnten/kann/soll/will/mochte/wurde/gern/gerne/eigentlich/wirklich/ganz/etwas/was/alles/schon/man/genau/sich/einmal/wieder/sag/sag mir/sagen/erklar/erklare
      """
    ),
  ]

  private static let germanReplies = TalkReplies(
    count: ("keinen Dokumenten", "einem Dokument", "{n} Dokumenten"),
    greeting: "Hallo! Ich schlage in {documents} nach und zitiere, was antwortet. Was möchten Sie wissen?",
    noDocuments: "Hier sind noch keine Dokumente. Hinzufügen mit: manent add PFAD",
    thanks: "Gern geschehen.", farewell: "Auf Wiedersehen!",
    acknowledgement: "Gut. Fragen Sie gern weiter.",
    sorry:
      "Das tut mir leid. Ich kann nur zitieren, was die Wörter einer Frage finden: Versuchen Sie andere Wörter, oder nennen Sie das Dokument.",
    wellbeing: "Danke, gut: Ich bin ein Programm, immer gleich und immer bereit. Was soll ich nachschlagen?",
    doubt:
      "Was ich zitiere, steht wörtlich in den Dokumenten, an der angegebenen Stelle. Ob die Dokumente recht haben, weiß ich nicht.",
    beyond: "Das kann ich nicht. Ich schlage in {documents} nach und zitiere, sonst nichts.",
    identity:
      "Ich bin Manent, ein Programm: kein Mensch und auch kein Sprachmodell. Ich schlage Fragen in {documents} nach und zitiere die Sätze, die antworten, mit ihrer Stelle.",
    abilities: """
      Ich schlage Fragen in {documents} nach und zitiere die Sätze, die antworten, mit ihrer Stelle. Fragen Sie in eigenen Worten. Außerdem:
      - „Liste meine Dokumente auf“ sagt, was da ist
      - „Welche Dokumente erwähnen X?“ sagt, wo etwas steht
      - „Fasse DATEI zusammen“ gibt Überschriften und erste Sätze
      Weitere Dokumente: manent add PFAD. Alle Befehle: manent --help
      """,
    listing: "Das sind die Dokumente (Anzahl: {n}, {size}):",
    furtherDocuments: "… und {n} weitere; alle: manent documents",
    mentions: "„{x}“ steht in {documents}:", noMention: "Kein Dokument erwähnt „{x}“.",
    outline:
      "Die Überschriften von {x}, jeweils mit dem ersten Satz darunter (keine Zusammenfassung in anderen Worten):",
    opening: "{x} hat keine Überschriften. Der Anfang:",
    columns: "{x} ist eine Tabelle mit {n} Zeilen und diesen Spalten:",
    several: "Zu „{x}“ passen mehrere Dokumente; welches?", noSuchDocument: "Es gibt kein Dokument „{x}“.",
    nearest: "Am nächsten kommt {x}.", unreadable: "{x} kann nicht gelesen werden: {n}")
}
