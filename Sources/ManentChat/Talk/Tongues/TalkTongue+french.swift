extension TalkTongue {
  static let french = TalkTongue(code: "fr", words: frenchWords, replies: frenchReplies)

  private static let frenchWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      "bonjour/bonsoir/salut/coucou/bonjour a tous/bonne journee/rebonjour/re bonjour/enchante/tu es la/vous etes la/il y a quelqu un/quelqu un/bien le bonjour/salutations"
    ),
    (
      .thanks,
      "merci/merci beaucoup/merci bien/mille mercis/un grand merci/grand merci/je te remercie/je vous remercie/remercie/c est gentil/reconnaissant"
    ),
    (
      .farewell,
      "au revoir/a bientot/a plus/a plus tard/a demain/a la prochaine/bonne nuit/bonne soiree/bonne fin de journee/bon week end/adieu/salut a plus/c est tout/ce sera tout/j ai fini/je m en vais/je pars/tchao"
    ),
    (
      .agreement,
      "oui/non/d accord/dac/entendu/compris/j ai compris/je comprends/je vois/bien sur/tres bien/bien/exact/exactement/c est ca/pas de probleme/pas de souci/ce n est pas grave/pas grave/tant pis/pardon/desole/desolee/excusez moi/excuse moi/ah bon/ouais/nan/interessant/bon/ca marche/laisse tomber/laissez tomber/parfaitement"
    ),
    (
      .praise,
      "parfait/genial/super/excellent/formidable/magnifique/merveilleux/bravo/chouette/utile/tres utile/ca m aide/cela m aide/ca aide/ca m a aide/cela m a aide/tu m as aide/vous m avez aide/c etait utile/bon travail/beau travail/bien joue/bonne reponse/c est bien/c est bon/c est super/c est parfait/c est genial/ca fonctionne/je t aime/j adore/tu es genial/impressionnant/top"
    ),
    (
      .blame,
      "faux/c est faux/incorrect/mauvais/mauvaise reponse/tu te trompes/vous vous trompez/pas vrai/ce n est pas vrai/ce n est pas correct/pas correct/inutile/stupide/nul/c est nul/je ne comprends pas/je comprends pas/ca ne m aide pas/ca n aide pas/ca m aide pas/ce n est pas ce que j ai demande/n importe quoi/bete/idiot"
    ),
    (
      .wellbeing,
      "comment vas tu/comment allez vous/comment ca va/ca va/ca va bien/comment tu vas/tu vas bien/vous allez bien/quoi de neuf/la forme/comment te sens tu/tout va bien/que fais tu/tu fais quoi/qu est ce que tu fais"
    ),
    (
      .doubt,
      "tu es sur/vous etes sur/es tu sur/etes vous sur/tu es certain/vraiment/c est vrai/est ce vrai/est ce que c est vrai/c est correct/est ce correct/serieusement/comment le sais tu/comment le savez vous/comment tu le sais/puis je te faire confiance/puis je vous faire confiance/tu mens"
    ),
    (
      .beyond,
      "raconte moi une blague/raconte une blague/dis moi une blague/une blague/raconte moi une histoire/chante une chanson/chante moi une chanson/ecris un poeme/ecris moi un poeme/quelle heure est il/il est quelle heure/quel jour sommes nous/on est quel jour/quel temps fait il/quelle est la meteo/tu m aimes/epouse moi/je m ennuie/je suis triste/fais moi rire/as tu des sentiments"
    ),
    (.you, "tu/te/toi/vous/ton/ta/tes/votre/vos/t"),
    (.me, "je/j/me/moi/mon/ma/mes/nous/notre/nos/m/on"),
    (
      .tool,
      "ce programme/cette application/cet outil/ce bot/ce chat/cet assistant/cette appli/l assistant/le bot/ce truc/ce logiciel"
    ),
    (
      .identity,
      "robot/un robot/bot/un bot/humain/un humain/un etre humain/une personne/personne reelle/une vraie personne/reel/machine/une machine/ia/une ia/intelligence artificielle/ordinateur/un ordinateur/programme/un programme/chatgpt/gpt/claude/qui es tu/qui etes vous/tu es qui/vous etes qui/qu es tu/que es tu/tu es quoi/comment t appelles tu/comment vous appelez vous/comment tu t appelles/tu t appelles comment/ton nom/votre nom/nom/quel est ton nom/quel est votre nom/qui t a cree/qui vous a cree/qui t a fait/qui t a programme/quel age as tu/d ou viens tu/ou habites tu/a qui je parle/a qui ai je affaire/presente toi/presentez vous/parle moi de toi/modele de langage/un modele de langage"
    ),
    (.asking, "que/quoi/qu/quel/quelle/quels/quelles/comment/lequel/laquelle/lesquels"),
    (.circumstance, "quand/qui/pourquoi/combien/combien de/depuis quand/ou est/ou sont"),
    (.deictic, "ca/ce/cela/ceci/cet/cette/ces/il/elle/ils/elles/y"),
    (
      .ability,
      "peux/peux tu/pouvez/pouvez vous/pourrais tu/pourriez vous/sais/sais tu/savez/faire/fais/fait/faites/sers/sert/servez/marche/marches/fonctionne/fonctionnes/fonctionner/capable/capable de/capacites/a quoi sers tu/a quoi ca sert/a quoi servez vous/proposes/reponds"
    ),
    (.use, "utiliser/utilise/me servir/servir/commencer/commence/debuter/demander/demande/poser/demarrer/employer"),
    (
      .help,
      "aide/aide moi/aidez moi/aider/m aider/a l aide/au secours/besoin d aide/j ai besoin d aide/j ai besoin de ton aide/un coup de main/que faire/que dois je faire/qu est ce que je fais/et maintenant/je suis perdu/je suis perdue/je suis nouveau/je suis nouvelle/par ou commencer/je ne sais pas quoi faire/que puis je faire/mode d emploi s il te plait"
    ),
    (
      .service,
      "fonctions/fonctionnalites/capacites/commandes/questions/question/une question/options/exemples/choses/quelque chose/taches/instructions/type/types/genre"
    ),
    (.know, "sais/savez/connais/connaissez/lu/as lu"),
    (.documents, "documents/fichiers/mes notes/mes textes/textes/mes papiers/ma collection/sources/dossiers"),
    (.document, "document/fichier/note"),
    (
      .listing,
      "liste/lister/affiche/afficher/montre/montrez/montre moi/montrez moi/donne/donne moi/donnez moi/enumere/voir/tous/toutes/tout/il y a/y a t il/a/ai/as/avons/avez/dans/contiennent/contenu/disponibles/combien de/combien/liste de/la liste des/ici/existent/presents/enregistres"
    ),
    (
      .mention,
      "mentionnent/mentionne/mentionnant/parlent de/parle de/parlent du/parlent des/parlent d/traitent de/traite de/traitent du/evoquent/evoque/contiennent/contient/contiennent le mot/citent/cite/abordent/concernent/au sujet de/a propos de/sur/disent quelque chose sur/se referent a/decrivent/est mentionne/est il mentionne/est il question de/apparait"
    ),
    (.mentionEnd, "s il te plait/s il vous plait/mentionne/mentionnee/cite"),
    (
      .summary,
      "resume/resumer/resumez/resume moi/resume de/un resume de/le resume de/resume du/un resume du/fais un resume de/fais moi un resume de/faites un resume de/synthese de/une synthese de/plan de/sommaire de/titres de/points cles de/grandes lignes de/de quoi parle/de quoi traite"
    ),
    (.summaryEnd, "s il te plait/s il vous plait/stp/svp/brievement"),
    (
      .small,
      """
      le/la/les/l/un/une/des/du/de/d/et/a/au/aux/en/dans/par/pour/avec/sur/s il te plait/s il vous plait/stp/svp/tres/beaucoup/plus/aussi/maintenant/aujourd hui/encore/\
      ici/mon ami/mon amie/ami/amis/tous/tout le monde/monsieur/madame/est/es/suis/sommes/etes/sont/etait/etre/ai/as/avez/avons/ont/est ce que/est ce/c est/c/qu est ce que/\
      n/ne/pas/si/mais/alors/donc/bon/ton aide/votre aide/pour ton aide/pour votre aide/pour l aide/l aide/la reponse/ta reponse/pour la reponse/pour tout/l info/\
      vraiment/s/se/veux/voudrais/aimerais/puis/pouvons/peux/peut/dis/dis moi/dites/dites moi/explique/explique moi/un peu/bien/ou
      """
    ),
  ]

  private static let frenchReplies = TalkReplies(
    count: ("aucun document", "un document", "{n} documents"),
    greeting: "Bonjour ! Je cherche dans {documents} et je cite ce qui répond. Que voulez-vous savoir ?",
    noDocuments: "Il n'y a pas encore de documents. Pour en ajouter : manent add CHEMIN",
    thanks: "Je vous en prie.", farewell: "Au revoir !", acknowledgement: "Bien. Continuez quand vous voulez.",
    sorry:
      "Je suis désolé. Je ne peux citer que ce que trouvent les mots d'une question : essayez d'autres mots, ou nommez le document.",
    wellbeing: "Bien, merci : je suis un programme, toujours le même et toujours prêt. Que dois-je chercher ?",
    doubt:
      "Ce que je cite est dans les documents mot pour mot, à l'endroit indiqué. Si les documents ont raison, je l'ignore.",
    beyond: "Cela, je ne sais pas le faire. Je cherche dans {documents} et je cite, rien d'autre.",
    identity:
      "Je suis Manent, un programme : ni une personne, ni un modèle de langage. Je cherche les questions dans {documents} et je cite les phrases qui répondent, avec leur place.",
    abilities: """
      Je cherche les questions dans {documents} et je cite les phrases qui répondent, avec leur place. Demandez avec vos mots. Et aussi :
      - « liste mes documents » dit ce qu'il y a
      - « quels documents mentionnent X ? » dit où chercher
      - « résume FICHIER » donne les titres et les premières phrases
      Autres documents : manent add CHEMIN. Toutes les commandes : manent --help
      """,
    listing: "Il y a {documents} ({size}) :", furtherDocuments: "… et {n} autres ; tous : manent documents",
    mentions: "« {x} » est dans {documents} :", noMention: "Aucun document ne mentionne « {x} ».",
    outline: "Les titres de {x}, chacun avec la première phrase qui suit (ce n'est pas un résumé en d'autres mots) :",
    opening: "{x} n'a pas de titres. Le début :", columns: "{x} est un tableau de {n} lignes avec ces colonnes :",
    several: "Plusieurs documents correspondent à « {x} » ; dites lequel :",
    noSuchDocument: "Il n'y a pas de document « {x} ».", nearest: "Le plus proche est {x}.",
    unreadable: "{x} ne peut pas être lu : {n}")
}
