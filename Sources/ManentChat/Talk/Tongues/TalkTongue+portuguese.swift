extension TalkTongue {
  static let portuguese = TalkTongue(code: "pt", words: portugueseWords, replies: portugueseReplies)

  private static let portugueseWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      "ola/oi/bom dia/boa tarde/boa noite/alo/e ai/ola a todos/oi gente/prazer/esta ai/tem alguem ai/ha alguem ai/saudacoes/opa"
    ),
    (
      .thanks,
      "obrigado/obrigada/muito obrigado/muito obrigada/obrigadao/valeu/agradeco/agradecido/agradecida/brigado/brigada/muito agradecido/grato/grata"
    ),
    (
      .farewell,
      "adeus/tchau/ate logo/ate breve/ate amanha/ate mais/ate a proxima/falou/bom fim de semana/tenha um bom dia/boa noite e ate amanha/e tudo/e so isso/isso e tudo/terminei/tenho de ir/tenho que ir"
    ),
    (
      .agreement,
      "sim/nao/esta bem/ta bom/ta/de acordo/claro/certo/entendi/entendido/percebi/percebido/compreendo/exato/exatamente/bem/beleza/desculpa/desculpe/lamento/nao faz mal/sem problema/nao importa/tudo bem entao/interessante/com certeza/isso/deixa para la/pois"
    ),
    (
      .praise,
      "otimo/perfeito/excelente/fantastico/maravilhoso/bom/muito bom/muito bem/legal/fixe/bacana/util/muito util/ajudou/me ajudou/ajudou me/isso ajuda/isso ajudou/bom trabalho/bem feito/boa resposta/gostei/funcionou/funciona/adorei/incrivel/show/te amo/voce e otimo/bravo/parabens/genial"
    ),
    (
      .blame,
      "errado/esta errado/isso esta errado/falso/incorreto/nao e verdade/nao esta certo/inutil/estupido/burro/mau/ruim/nao entendo/nao entendi/nao percebo/nao percebi/nao ajuda/nao ajudou/nao me ajuda/nao serve/nao foi o que perguntei/nao perguntei isso/resposta errada/bobagem"
    ),
    (
      .wellbeing,
      "como vai/como vai voce/como esta/como voce esta/como estas/tudo bem/tudo bom/como vao as coisas/e voce/o que ha de novo/que tal/o que esta fazendo/o que voce esta fazendo/como se sente/tudo certo"
    ),
    (
      .doubt,
      "tem certeza/tens a certeza/voce tem certeza/serio/a serio/e verdade/isso e verdade/esta certo/isso esta certo/mesmo/como sabe/como voce sabe/como sabes/posso confiar/posso confiar em voce/voce mente"
    ),
    (
      .beyond,
      "conte uma piada/conta uma piada/me conta uma piada/conta me uma piada/uma piada/conte uma historia/me conta uma historia/cante uma musica/canta uma musica/escreva um poema/escreve um poema/que horas sao/que dia e hoje/como esta o tempo/voce me ama/case comigo/estou entediado/estou triste/me faca rir"
    ),
    (.you, "voce/voces/tu/te/ti/teu/tua/seu/sua/seus/suas/contigo/consegues/podes/sabes/es"),
    (.me, "eu/me/mim/meu/minha/meus/minhas/nos/nosso/nossos/nossa/comigo"),
    (
      .tool,
      "este programa/esta aplicacao/este aplicativo/esta ferramenta/este bot/este chat/este assistente/esta app/este app/o assistente/o bot/essa ferramenta/esse programa"
    ),
    (
      .identity,
      "robo/um robo/bot/um bot/humano/humana/um humano/um ser humano/uma pessoa/pessoa/pessoa real/real/de verdade/maquina/uma maquina/ia/uma ia/inteligencia artificial/computador/um computador/programa/um programa/chatgpt/gpt/claude/quem e voce/quem es/quem es tu/o que e voce/o que es/qual e o seu nome/qual e seu nome/qual o seu nome/qual seu nome/como se chama/como te chamas/como voce se chama/seu nome/nome/quem te criou/quem criou voce/quem te fez/quantos anos tem/quantos anos voce tem/de onde voce e/onde mora/com quem estou falando/com quem falo/apresente se/fale de voce/fale sobre voce/modelo de linguagem/um modelo de linguagem"
    ),
    (.asking, "o que/que/como/qual/quais"),
    (.circumstance, "quando/onde/quem/por que/porque/quanto/quanta/quantos/quantas"),
    (.deictic, "isto/isso/este/esta/esse/essa/aquilo/ele/ela/disso/nisso"),
    (
      .ability,
      "pode/podes/poderia/consegue/consegues/sabe/sabe fazer/fazer/faz/fazes/serve/serves/funciona/funcionas/funcionar/capaz/capaz de/oferece/para que serve/para que serves/responde"
    ),
    (.use, "usar/uso/utilizar/utilizo/comecar/comeco/iniciar/inicio/perguntar/pergunto"),
    (
      .help,
      "ajuda/ajude/ajude me/me ajude/ajuda me/me ajuda/ajudar/ajudar me/me ajudar/preciso de ajuda/preciso da sua ajuda/uma ajuda/uma mao/o que faco/o que eu faco/e agora/o que posso fazer/sou novo/sou nova/sou novo aqui/estou perdido/estou perdida/por onde comeco/como comeco/nao sei o que fazer/socorro"
    ),
    (
      .service,
      "funcoes/funcionalidades/capacidades/habilidades/comandos/perguntas/pergunta/uma pergunta/opcoes/exemplos/coisas/algo/tarefas/instrucoes/tipo/tipos"
    ),
    (.know, "sabe/sabes/conhece/conheces/leu/lido"),
    (
      .documents,
      "documentos/arquivos/ficheiros/minhas notas/as minhas notas/meus textos/textos/minha colecao/fontes/minhas anotacoes"
    ),
    (.document, "documento/arquivo/ficheiro/nota"),
    (
      .listing,
      "lista/liste/listar/mostra/mostre/mostrar/mostre me/me mostre/ver/diga/de me/me de/todos/todas/tudo/ha/tem/tenho/temos/existem/em/nos/dentro/contem/conteudo/disponiveis/guardados/quantos/lista de/lista dos/aqui/enumere/salvos/ai"
    ),
    (
      .mention,
      "mencionam/menciona/falam de/falam sobre/fala de/fala sobre/falam do/falam da/tratam de/trata de/contem/contem a palavra/referem/se referem a/citam/cita/sobre/descrevem/dizem algo sobre/e mencionado/aparece/aparecem/abordam"
    ),
    (.mentionEnd, "por favor/mencionado/mencionada"),
    (
      .summary,
      "resume/resuma/resumir/resumo de/resumo do/resumo da/um resumo de/um resumo do/um resumo da/faca um resumo de/faz um resumo de/me de um resumo de/sintese de/esquema de/indice de/titulos de/pontos principais de/do que trata/de que trata/do que fala"
    ),
    (.summaryEnd, "por favor/brevemente"),
    (
      .small,
      """
      o/a/os/as/um/uma/uns/umas/de/do/da/dos/das/em/no/na/nos/nas/por/pelo/pela/para/com/e/ou/ao/por favor/muito/muita/mais/tambem/agora/hoje/de novo/outra vez/\
      aqui/amigo/amiga/amigos/gente/pessoal/todos/a todos/senhor/senhora/e/sao/sou/esta/estao/era/foi/ser/ter/se/mas/entao/bem/sua ajuda/pela ajuda/pela sua ajuda/\
      a ajuda/pela resposta/a resposta/por tudo/pela informacao/nao/eh/quero/queria/gostaria/posso/podemos/pode/poderia/diga/diga me/me diga/explique/algo/um pouco/so
      """
    ),
  ]

  private static let portugueseReplies = TalkReplies(
    count: ("nenhum documento", "um documento", "{n} documentos"),
    greeting: "Olá! Procuro em {documents} e cito o que responde. O que quer saber?",
    noDocuments: "Ainda não há documentos. Acrescentam-se com: manent add CAMINHO",
    thanks: "De nada.", farewell: "Até logo!", acknowledgement: "Bem. Continue a perguntar quando quiser.",
    sorry:
      "Lamento. Só posso citar o que as palavras de uma pergunta encontram: tente outras palavras, ou diga o documento.",
    wellbeing: "Bem, obrigado: sou um programa, sempre igual e sempre pronto. O que devo procurar?",
    doubt:
      "O que cito está nos documentos palavra por palavra, no lugar indicado. Se os documentos têm razão, não sei.",
    beyond: "Isso não sei fazer. Procuro em {documents} e cito, nada mais.",
    identity:
      "Sou o Manent, um programa: nem uma pessoa nem um modelo de linguagem. Procuro as perguntas em {documents} e cito as frases que respondem, com o seu lugar.",
    abilities: """
      Procuro as perguntas em {documents} e cito as frases que respondem, com o seu lugar. Pergunte com as suas palavras. E ainda:
      - «liste os meus documentos» diz o que há
      - «quais documentos mencionam X?» diz onde procurar
      - «resuma FICHEIRO» dá os títulos e as primeiras frases
      Mais documentos: manent add CAMINHO. Todos os comandos: manent --help
      """,
    listing: "Há {documents} ({size}):", furtherDocuments: "… e mais {n}; todos: manent documents",
    mentions: "«{x}» está em {documents}:", noMention: "Nenhum documento menciona «{x}».",
    outline: "Os títulos de {x}, cada um com a primeira frase que se segue (não é um resumo por outras palavras):",
    opening: "{x} não tem títulos. Começa assim:", columns: "{x} é uma tabela de {n} linhas com estas colunas:",
    several: "Vários documentos correspondem a «{x}»; diga qual:", noSuchDocument: "Não há nenhum documento «{x}».",
    nearest: "O mais próximo é {x}.", unreadable: "{x} não pode ser lido: {n}")
}
