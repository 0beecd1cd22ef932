extension TalkTongue {
  static let spanish = TalkTongue(code: "es", words: spanishWords, replies: spanishReplies)

  private static let spanishWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      "hola/buenos dias/buen dia/buenas tardes/buenas noches/buenas/hola a todos/que hubo/saludos/holi/estas ahi/esta ahi/hay alguien/hay alguien ahi/mucho gusto/encantado/encantada"
    ),
    (
      .thanks,
      "gracias/muchas gracias/mil gracias/muchisimas gracias/te lo agradezco/se lo agradezco/agradecido/agradecida/agradezco/te agradezco/muy amable"
    ),
    (
      .farewell,
      "adios/hasta luego/hasta pronto/hasta manana/hasta la vista/hasta la proxima/nos vemos/chao/chau/buen fin de semana/que tengas un buen dia/que tenga un buen dia/eso es todo/eso era todo/ya termine/me voy/cuidate"
    ),
    (
      .agreement,
      "si/no/vale/de acuerdo/claro/por supuesto/entendido/entiendo/ya veo/bien/esta bien/muy bien/listo/exacto/correcto/perdon/lo siento/disculpa/disculpe/no importa/no pasa nada/no hay problema/da igual/ya/ajam/interesante/olvidalo/bueno/dale/tiene sentido"
    ),
    (
      .praise,
      "genial/perfecto/excelente/estupendo/fantastico/maravilloso/muy util/util/me sirvio/me sirve/me ayudo/me ayudaste/me has ayudado/eso ayuda/eso me ayuda/buen trabajo/bien hecho/buena respuesta/que bien/que bueno/me gusta/te quiero/eres genial/eres el mejor/funciono/funciona/guay/increible/magnifico/brillante/bravo"
    ),
    (
      .blame,
      "mal/esta mal/eso esta mal/falso/incorrecto/equivocado/te equivocas/no es cierto/no es verdad/no es correcto/inutil/tonto/estupido/no entiendo/no lo entiendo/no me ayuda/no ayuda/no sirve/no me sirve/no es lo que pregunte/no pregunte eso/malo/tonteria/respuesta incorrecta"
    ),
    (
      .wellbeing,
      "como estas/como esta/como esta usted/como estan/que tal/que tal estas/como te va/como le va/como va/como va todo/como andas/que pasa/que hay/que onda/que haces/todo bien/estas bien/como te sientes/que cuentas"
    ),
    (
      .doubt,
      "estas seguro/esta seguro/estas segura/seguro/de verdad/en serio/es verdad/es cierto/eso es cierto/eso es verdad/es correcto/eso es correcto/como lo sabes/como sabes eso/puedo confiar en ti/puedo fiarme/te equivocas a veces/mientes"
    ),
    (
      .beyond,
      "cuentame un chiste/dime un chiste/un chiste/sabes un chiste/cuentame una historia/cuentame un cuento/canta una cancion/cantame una cancion/escribe un poema/escribeme un poema/que hora es/que dia es hoy/que dia es/que tiempo hace/como esta el clima/como esta el tiempo/me quieres/casate conmigo/estoy aburrido/estoy aburrida/estoy triste/hazme reir/tienes sentimientos"
    ),
    (.you, "tu/ti/te/usted/ustedes/vos/contigo/eres/puedes/sabes/haces/tienes/tus/sirves"),
    (.me, "yo/me/mi/mis/nosotros/nos/nuestro/nuestra/nuestros/nuestras/conmigo"),
    (
      .tool,
      "este programa/esta aplicacion/esta herramienta/este bot/este chat/este asistente/esta app/el asistente/el bot/esta cosa"
    ),
    (
      .identity,
      "robot/un robot/bot/un bot/humano/humana/un humano/un ser humano/una persona/persona/persona real/real/maquina/una maquina/ia/una ia/inteligencia artificial/computadora/ordenador/programa/un programa/chatgpt/gpt/claude/quien eres/quien es usted/que eres/como te llamas/como se llama/tu nombre/cual es tu nombre/nombre/quien te hizo/quien te creo/quien te programo/cuantos anos tienes/de donde eres/donde vives/con quien hablo/con quien estoy hablando/hablo con/estoy hablando con/presentate/hablame de ti/cuentame de ti/un modelo de lenguaje/modelo de lenguaje"
    ),
    (.asking, "que/como/cual/cuales"),
    (.circumstance, "cuando/donde/quien/quienes/cuanto/cuanta/cuantos/cuantas/por que/porque"),
    (.deictic, "esto/eso/este/esta/ese/esa/ello/lo/ahi/alli/aquello/el/ella"),
    (
      .ability,
      "puedes/puede/podrias/podria/puedes hacer/hacer/haces/hace/sirves/sirve/funciona/funcionas/funcionar/capaz/capaz de/ofreces/para que sirves/para que sirve/para que eres/respondes"
    ),
    (.use, "usar/uso/utilizar/utilizo/empezar/empiezo/comenzar/comienzo/preguntar/pregunto/preguntarte/iniciar"),
    (
      .help,
      "ayuda/ayudame/ayudeme/ayudar/ayudarme/necesito ayuda/necesito tu ayuda/una ayuda/que hago/que hago ahora/que puedo hacer/y ahora que/ahora que/estoy perdido/estoy perdida/soy nuevo/soy nueva/soy nuevo aqui/por donde empiezo/como empiezo/no se que hacer/socorro/auxilio"
    ),
    (
      .service,
      "funciones/capacidades/habilidades/comandos/ordenes/preguntas/pregunta/una pregunta/opciones/ejemplos/cosas/algo/tareas/instrucciones/tipo/tipos"
    ),
    (.know, "sabes/sabe/conoces/conoce/leido/has leido"),
    (
      .documents,
      "documentos/archivos/ficheros/mis notas/mis textos/mis papeles/mis apuntes/textos/mi coleccion/fuentes"
    ),
    (.document, "documento/archivo/fichero/nota"),
    (
      .listing,
      "lista/listar/enumera/muestra/muestrame/mostrar/ensename/ver/dime/dame/todos/todas/todo/hay/tengo/tienes/tenemos/en/dentro/contienen/contenido/disponibles/guardados/cuantos/cuantas/lista de/cargados/anadidos/aqui/resumen de/existen"
    ),
    (
      .mention,
      "mencionan/menciona/mencionando/hablan de/habla de/hablan sobre/habla sobre/tratan de/tratan sobre/trata de/trata sobre/contienen/contiene/contienen la palabra/se refieren a/dicen algo de/dicen algo sobre/sobre/acerca de/describen/discuten/se menciona/se mencionan/aparece/aparecen/se habla de/citan/nombran"
    ),
    (.mentionEnd, "por favor/mencionado/mencionada"),
    (
      .summary,
      "resume/resumir/resumeme/resuma/resumen de/un resumen de/resumen del/un resumen del/haz un resumen de/hazme un resumen de/sintetiza/sintesis de/esquema de/indice de/titulos de/puntos principales de/puntos clave de/de que trata/de que habla"
    ),
    (.summaryEnd, "por favor/brevemente"),
    (
      .small,
      """
      un/una/unos/unas/los/las/la/del/de/a/al/y/o/e/en/con/por/para/por favor/porfa/porfavor/muy/mucho/mucha/mas/tambien/ahora/hoy/otra vez/de nuevo/aqui/amigo/amiga/\
      amigos/todos/senor/senora/es/son/soy/esta/estan/era/fue/ser/ha/he/has/hay/si/pero/entonces/pues/bueno/tu ayuda/por tu ayuda/por la ayuda/por todo/su ayuda/\
      la ayuda/la respuesta/la informacion/por la informacion/por la respuesta/tan/se/le/quiero/quisiera/me gustaria/puedo/podemos/puede/puedes/podrias/dime/dame/algo/un poco/solo/ya/decir/decirme/explica/explicame
      """
    ),
  ]

  private static let spanishReplies = TalkReplies(
    count: ("ningún documento", "un documento", "{n} documentos"),
    greeting: "¡Hola! Busco en {documents} y cito lo que responde. ¿Qué quiere saber?",
    noDocuments: "Todavía no hay documentos. Se añaden con: manent add RUTA",
    thanks: "De nada.", farewell: "¡Hasta luego!", acknowledgement: "Bien. Siga preguntando cuando quiera.",
    sorry:
      "Lo siento. Solo puedo citar lo que encuentran las palabras de una pregunta: pruebe con otras palabras o nombre el documento.",
    wellbeing: "Bien, gracias: soy un programa, siempre igual y siempre listo. ¿Qué busco?",
    doubt:
      "Lo que cito está en los documentos palabra por palabra, en el lugar indicado. Si los documentos tienen razón, no lo sé.",
    beyond: "Eso no lo sé hacer. Busco en {documents} y cito, nada más.",
    identity:
      "Soy Manent, un programa: ni una persona ni un modelo de lenguaje. Busco las preguntas en {documents} y cito las frases que responden, con su lugar.",
    abilities: """
      Busco las preguntas en {documents} y cito las frases que responden, con su lugar. Pregunte con sus palabras. Además:
      - «lista mis documentos» dice lo que hay
      - «¿qué documentos mencionan X?» dice dónde está algo
      - «resume ARCHIVO» da los títulos y las primeras frases
      Más documentos: manent add RUTA. Todos los comandos: manent --help
      """,
    listing: "Hay {documents} ({size}):", furtherDocuments: "… y {n} más; todos: manent documents",
    mentions: "«{x}» está en {documents}:", noMention: "Ningún documento menciona «{x}».",
    outline: "Los títulos de {x}, cada uno con la primera frase que le sigue (no es un resumen con otras palabras):",
    opening: "{x} no tiene títulos. Empieza así:", columns: "{x} es una tabla de {n} filas con estas columnas:",
    several: "Varios documentos corresponden a «{x}»; diga cuál:", noSuchDocument: "No hay ningún documento «{x}».",
    nearest: "El más parecido es {x}.", unreadable: "No se puede leer {x}: {n}")
}
