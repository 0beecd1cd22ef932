extension TalkTongue {
  static let italian = TalkTongue(code: "it", words: italianWords, replies: italianReplies)

  private static let italianWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      "ciao/salve/buongiorno/buon giorno/buonasera/buona sera/buon pomeriggio/ehi/ciao a tutti/piacere/ci sei/c e nessuno/c e qualcuno/saluti"
    ),
    (
      .thanks,
      "grazie/grazie mille/molte grazie/tante grazie/ti ringrazio/la ringrazio/ringrazio/grato/grazie tante/mille grazie"
    ),
    (
      .farewell,
      "arrivederci/addio/a presto/a dopo/a domani/ci vediamo/alla prossima/buonanotte/buona notte/buona giornata/buona serata/buon fine settimana/e tutto/questo e tutto/ho finito/devo andare"
    ),
    (
      .agreement,
      "si/no/va bene/d accordo/certo/capito/ho capito/capisco/chiaro/esatto/giusto/bene/ecco/perfettamente/scusa/scusi/mi dispiace/non importa/non c e problema/nessun problema/fa niente/lascia stare/interessante/ah ecco/figurati"
    ),
    (
      .praise,
      "ottimo/perfetto/eccellente/fantastico/bravo/brava/bravissimo/meraviglioso/magnifico/molto bene/bello/utile/molto utile/mi ha aiutato/mi hai aiutato/mi aiuta/e stato utile/ottimo lavoro/buon lavoro/ben fatto/buona risposta/grande/mi piace/ti amo/funziona/ha funzionato/forte/stupendo/sei bravo/sei grande"
    ),
    (
      .blame,
      "sbagliato/e sbagliato/falso/non e vero/non e corretto/non e giusto/ti sbagli/inutile/stupido/male/non capisco/non ho capito/non mi aiuta/non aiuta/non serve/non e quello che ho chiesto/non ho chiesto questo/sciocchezze/risposta sbagliata"
    ),
    (
      .wellbeing,
      "come stai/come sta/come va/come state/tutto bene/come te la passi/stai bene/che fai/cosa fai/che si dice/novita/come ti senti/come butta"
    ),
    (
      .doubt,
      "sei sicuro/sei sicura/e sicuro/sicuro/davvero/sul serio/e vero/e corretto/e giusto/come lo sai/come fai a saperlo/posso fidarmi/posso fidarmi di te/menti"
    ),
    (
      .beyond,
      "raccontami una barzelletta/dimmi una barzelletta/una barzelletta/raccontami una storia/canta una canzone/cantami una canzone/scrivi una poesia/scrivimi una poesia/che ore sono/che ora e/che giorno e/che giorno e oggi/che tempo fa/mi ami/sposami/mi annoio/sono triste/fammi ridere/hai sentimenti"
    ),
    (.you, "tu/ti/te/lei/voi/vi/tuo/tua/tuoi/sei/puoi/sai/suo/sua"),
    (.me, "io/mi/me/mio/mia/miei/mie/noi/ci/nostro/nostri/nostra/nostre"),
    (
      .tool,
      "questo programma/questa app/questo strumento/questo bot/questa chat/questo assistente/questa applicazione/l assistente/il bot/questo coso"
    ),
    (
      .identity,
      "robot/un robot/bot/un bot/umano/un umano/un essere umano/una persona/persona/persona reale/reale/vero/macchina/una macchina/ia/un ia/intelligenza artificiale/computer/un computer/programma/un programma/chatgpt/gpt/claude/chi sei/chi e lei/cosa sei/che cosa sei/come ti chiami/come si chiama/il tuo nome/nome/qual e il tuo nome/chi ti ha creato/chi ti ha fatto/chi ti ha programmato/quanti anni hai/di dove sei/dove vivi/con chi parlo/con chi sto parlando/presentati/parlami di te/modello linguistico/un modello linguistico"
    ),
    (.asking, "che/cosa/che cosa/come/quale/quali/qual"),
    (.circumstance, "quando/dove/chi/perche/quanto/quanta/quanti/quante"),
    (.deictic, "questo/questa/quello/quella/cio/esso/essa/lo/li/la"),
    (
      .ability,
      "puoi/puo/potresti/potrebbe/sai/sai fare/fare/fai/fa/servi/serve/funzioni/funziona/funzionare/capace/capace di/in grado/in grado di/offri/a cosa servi/a che servi/a cosa serve/rispondi"
    ),
    (.use, "usare/uso/si usa/utilizzare/utilizzo/iniziare/inizio/cominciare/comincio/chiedere/chiederti/chiedo"),
    (
      .help,
      "aiuto/aiutami/aiutarmi/aiutare/mi aiuti/ho bisogno di aiuto/mi serve aiuto/serve aiuto/un aiuto/una mano/dammi una mano/cosa faccio/che faccio/e ora/e adesso/cosa posso fare/sono nuovo/sono nuova/mi sono perso/da dove comincio/da dove inizio/come comincio/come inizio/non so cosa fare"
    ),
    (
      .service,
      "funzioni/funzionalita/capacita/comandi/domande/domanda/una domanda/opzioni/esempi/cose/qualcosa/compiti/istruzioni/tipo/tipi"
    ),
    (.know, "sai/conosci/sa/letto/hai letto"),
    (.documents, "documenti/file/i miei appunti/appunti/i miei testi/testi/le mie note/la mia raccolta/fonti"),
    (.document, "documento/nota"),
    (
      .listing,
      "elenca/elencare/elenco/elenco dei/lista/mostra/mostrami/mostrare/vedere/dimmi/dammi/tutti/tutte/tutto/ci sono/c e/ho/hai/abbiamo/in/nei/contengono/contenuto/disponibili/salvati/quanti/qui/esistono/caricati"
    ),
    (
      .mention,
      "menzionano/menziona/citano/cita/parlano di/parla di/trattano di/tratta di/trattano/contengono/contiene/contengono la parola/si riferiscono a/riguardano/su/descrivono/dicono qualcosa su/dicono qualcosa di/si parla di/e menzionato/compare/appare/nominano"
    ),
    (.mentionEnd, "per favore/menzionato/menzionata/citato"),
    (
      .summary,
      "riassumi/riassumere/riassumimi/riassuma/riassunto di/riassunto del/un riassunto di/un riassunto del/fai un riassunto di/fammi un riassunto di/sintesi di/sintetizza/schema di/indice di/titoli di/punti principali di/di cosa parla/di che parla/di cosa tratta"
    ),
    (.summaryEnd, "per favore/brevemente"),
    (
      .small,
      """
      il/lo/la/i/gli/le/l/un/uno/una/di/del/dei/delle/della/a/al/da/in/con/su/per/tra/e/o/ed/per favore/per piacere/molto/tanto/piu/anche/ora/adesso/oggi/ancora/di nuovo/\
      qui/amico/amica/amici/tutti/a tutti/signore/signora/sono/sei/siamo/era/essere/ho/hai/ha/abbiamo/se/ma/allora/quindi/beh/il tuo aiuto/per il tuo aiuto/dell aiuto/\
      per l aiuto/della risposta/la risposta/per tutto/davvero/non/si/c/puoi/potresti/posso/vorrei/voglio/dimmi/dammi/spiega/spiegami/un po/qualcosa/solo/mi
      """
    ),
  ]

  private static let italianReplies = TalkReplies(
    count: ("nessun documento", "un documento", "{n} documenti"),
    greeting: "Salve! Cerco in {documents} e cito ciò che risponde. Che cosa vuole sapere?",
    noDocuments: "Non ci sono ancora documenti. Si aggiungono con: manent add PERCORSO",
    thanks: "Prego.", farewell: "Arrivederci!", acknowledgement: "Bene. Chieda pure quando vuole.",
    sorry:
      "Mi dispiace. Posso solo citare ciò che trovano le parole di una domanda: provi altre parole, o nomini il documento.",
    wellbeing: "Bene, grazie: sono un programma, sempre uguale e sempre pronto. Che cosa cerco?",
    doubt:
      "Ciò che cito sta nei documenti parola per parola, nel punto indicato. Se i documenti abbiano ragione, non lo so.",
    beyond: "Questo non lo so fare. Cerco in {documents} e cito, nient'altro.",
    identity:
      "Sono Manent, un programma: né una persona né un modello linguistico. Cerco le domande in {documents} e cito le frasi che rispondono, con il loro punto.",
    abilities: """
      Cerco le domande in {documents} e cito le frasi che rispondono, con il loro punto. Chieda con parole sue. Inoltre:
      - «elenca i miei documenti» dice che cosa c'è
      - «quali documenti menzionano X?» dice dove cercare
      - «riassumi FILE» dà i titoli e le prime frasi
      Altri documenti: manent add PERCORSO. Tutti i comandi: manent --help
      """,
    listing: "Ci sono {documents} ({size}):", furtherDocuments: "… e altri {n}; tutti: manent documents",
    mentions: "«{x}» è in {documents}:", noMention: "Nessun documento menziona «{x}».",
    outline: "I titoli di {x}, ciascuno con la prima frase che segue (non è un riassunto in altre parole):",
    opening: "{x} non ha titoli. Comincia così:", columns: "{x} è una tabella di {n} righe con queste colonne:",
    several: "Più documenti corrispondono a «{x}»; dica quale:", noSuchDocument: "Non c'è nessun documento «{x}».",
    nearest: "Il più vicino è {x}.", unreadable: "{x} non si può leggere: {n}")
}
