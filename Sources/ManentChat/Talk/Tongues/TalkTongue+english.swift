extension TalkTongue {
  static let english = TalkTongue(code: "en", words: englishWords, replies: englishReplies)

  private static let englishWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      """
      hello/hi/hey/hiya/howdy/greetings/yo/heya/good morning/good afternoon/good evening/good day/g day/hello there/hi there/\
      hey there/hello again/hi again/welcome back/nice to meet you/pleased to meet you/good to see you/i m back/i am back/are you there/\
      anybody there/anyone there/is anyone there/is anybody there/are you listening/you there/knock knock
      """
    ),
    (
      .thanks,
      """
      thanks/thank you/thank u/thankyou/thx/thnx/ty/tysm/cheers/much appreciated/appreciated/appreciate it/appreciate/i appreciate/\
      grateful/thankful/thanks a lot/thanks a bunch/thanks a million/many thanks/much obliged/thank you kindly/my thanks
      """
    ),
    (
      .farewell,
      """
      bye/goodbye/good bye/bye bye/see you/see ya/see u/see you later/see you soon/see you tomorrow/cya/farewell/take care/good night/\
      talk to you later/until next time/until tomorrow/till next time/till tomorrow/have a nice day/have a good day/have a great day/\
      have a good one/have a nice evening/have a good evening/have a good weekend/have a nice weekend/i m done/i am done/\
      that s all/that is all/that will be all/that s it/that s it for today/that s it for now/that s all for now/signing off/\
      gotta go/got to go/i have to go/i must go/i m leaving/i am leaving/i m off/ttyl/catch you later/later then
      """
    ),
    (
      .agreement,
      """
      kk/alright/all right/fine/sure/yes/yeah/yep/yup/no/nope/nah/got it/understood/i see/i understand/makes sense/that makes sense/\
      exactly/indeed/of course/never mind/nevermind/no problem/no worries/sorry/my bad/noted/roger/fair enough/sounds good/good to know/\
      forget it/okey dokey/okie/right/will do/don t worry/it s ok/it s okay/that s ok/that s okay/that s fine/it s fine/excuse me/\
      my apologies/apologies/interesting/i know/let me think/one moment/wait/gotcha/done
      """
    ),
    (
      .praise,
      """
      great/perfect/nice/awesome/excellent/good/very good/wonderful/amazing/brilliant/fantastic/lovely/neat/sweet/well done/\
      good job/great job/nice job/nice work/good work/great work/helpful/that helped/that helps/this helped/this helps/it helped/that was helpful/\
      it worked/that worked/this worked/it works/that works/useful/that s great/smart/clever/impressive/impressed/love it/i love it/\
      i love you/i like it/i like you/good answer/great answer/nice answer/good bot/you rock/you re the best/you are the best/the best/best/\
      exactly what i needed/just what i needed/what i needed/what i wanted/what i was looking for/you helped/you helped me/you ve helped/\
      you have helped/helped a lot/helped me/helped/solved/correct/that s right/that is right/that s correct/that is correct/so cool/glad/happy/\
      pretty good/not bad/you are good/good stuff/outstanding/superb/terrific/splendid/marvelous/a lifesaver/lifesaver/genius/a genius/legend
      """
    ),
    (
      .blame,
      """
      wrong/that s wrong/incorrect/not true/useless/stupid/bad/nonsense/rubbish/terrible/not helpful/unhelpful/didn t help/did not help/\
      doesn t help/does not help/not what i asked/not what i asked for/not what i meant/not what i wanted/i don t understand/\
      i do not understand/don t understand/i don t get it/not right/not correct/bad answer/wrong answer/you suck/idiot/dumb/crap/not good/awful/\
      that didn t work/it didn t work/that doesn t work/doesn t make sense/does not make sense/makes no sense/you re wrong/you are wrong/\
      disappointing/disappointed/i m confused/i am confused/confusing/boring/annoying/shut up/hate you/i hate you
      """
    ),
    (
      .wellbeing,
      """
      how are you/how r u/how r you/how are u/how are you doing/how you doing/how are things/how s it going/how is it going/how goes it/\
      how do you do/how do you feel/how are you feeling/how have you been/what s up/whats up/what is up/sup/wassup/wazzup/are you ok/\
      are you okay/are you well/are you fine/are you good/are you happy/are you busy/are you tired/how s life/how is life/how s your day/\
      how is your day/how was your day/how is your day going/how s your day going/you ok/you okay/everything ok/everything okay/\
      everything good/all good/what are you doing/what s new/how s everything/how is everything/i hope you are well/hope you re well/\
      hope you are well/hope you are doing well
      """
    ),
    (
      .doubt,
      """
      are you sure/are you certain/you sure/is that right/is that true/is that correct/is this correct/is this true/is this right/\
      is it true/really/how do you know that/how do you know/how do you know this/can i trust you/can i trust this/can i trust that/\
      can i rely on that/can i rely on you/can i rely on this/are you lying/are you always right/do you make mistakes/do you make things up/\
      do you hallucinate/do you lie/where did you get that/where did you get this/where does that come from/seriously
      """
    ),
    (
      .beyond,
      """
      tell me a joke/tell a joke/tell me another joke/a joke/make a joke/know any jokes/know a joke/tell me a story/tell a story/\
      tell me something funny/tell me something/sing a song/sing me a song/sing/sing something/write a poem/write me a poem/make me laugh/\
      play a game/let s play/let s play a game/what time is it/what s the time/what is the time/what day is it/what day is today/\
      what s the date/what is the date today/what s the date today/what is today s date/what s today s date/how s the weather/how is the weather/\
      what s the weather/what is the weather/what s the weather like/will it rain today/do you dream/do you sleep/do you love me/marry me/\
      will you marry me/do you have feelings/do you have a family/do you have friends/do you like me/are you single/meaning of life/\
      i m bored/i am bored/i m sad/i am sad/i m tired/i am tired/let s chat/let s talk/talk to me/chat with me/dance/entertain me
      """
    ),
    (.you, "you/u/ya/your/yours/yourself/you re/ur"),
    (.me, "i/me/my/mine/we/us/our/im/myself"),
    (
      .tool,
      "this tool/this program/this app/this application/this thing/this software/this chat/this bot/this assistant/this chatbot/the tool/the app/this system/the bot/the assistant/the chatbot/this service/this prompt"
    ),
    (
      .identity,
      """
      robot/robots/a robot/bot/a bot/human/a human/human being/a human being/person/a person/real person/a real person/real/machine/a machine/ai/\
      an ai/a i/artificial intelligence/computer/a computer/computer program/program/a program/llm/an llm/language model/a language model/\
      chatbot/a chatbot/chatgpt/chat gpt/gpt/claude/gemini/copilot/siri/alexa/alive/conscious/sentient/name/your name/called/who made you/\
      who created you/who built you/who developed you/who wrote you/who programmed you/who owns you/who is behind this/maker/creator/living/\
      how old are you/where are you from/where do you live/where do you come from/where are you/who are you/who r u/who are u/what are you/\
      who is this/who am i talking to/who am i speaking to/who am i speaking with/who am i talking with/am i talking to/am i speaking to/\
      am i speaking with/am i talking with/am i chatting with/introduce yourself/tell me about yourself/about yourself/describe yourself/\
      what is your purpose/what s your purpose/your purpose/intelligent/when were you made/when were you born/your birthday/how were you made/someone/somebody
      """
    ),
    (.asking, "what/how/which/whats/what s/hows"),
    (.circumstance, "when/where/why/who/whom/whose/who s/how much/how many/how long/how often"),
    (.deictic, "this/that/it/these/those/they/them/he/she/him/her/there"),
    (
      .ability,
      "do/doing/work/works/working/able/able to/capable/capable of/function/operate/good at/good for/used for/made for/for what/can you/could you/are you for/answer/offer/provide"
    ),
    (
      .use,
      "use/using/get started/getting started/start/begin/ask/asking/asked/interact/interact with/try/talk/talk to/chat/type/write/say/go/proceed/search/find things/find something"
    ),
    (
      .help,
      """
      help/help me/need help/some help/assist/assist me/assistance/guide me/usage/what now/now what/i m lost/i am lost/i m stuck/i am stuck/i m new here/\
      i am new here/i m new/i am new/new here/first time here/where do i start/where do i begin/where should i start/where should i begin/\
      what should i do/what can i do/what do i do now/what should i ask/what can i say/i don t know what to do/i don t know what to ask/\
      i do not know what to do/i do not know what to ask/i don t know how this works/show me around/show me how/give me a tour/a tour/need a hand/lend me a hand/give me a hand/sos/need assistance/need some help/support me
      """
    ),
    (
      .service,
      "features/feature/capabilities/capability/abilities/ability/skills/skill/functions/commands/command/questions/question/a question/kind/kinds/type/types/sort/sorts/things/something/anything/everything/stuff/instructions/examples/example/topics/tasks/task/limits/limitations/options/all you can/all you can do"
    ),
    (.know, "know/know about/read/learned/knowledge/access/have access to/information/trained/trained on/based on"),
    (
      .documents,
      "documents/docs/files/my notes/my papers/my pdfs/pdfs/texts/my library/my collection/knowledge base/my folder/documents folder/my stuff/your sources/my sources/workspace/data"
    ),
    (.document, "document/doc/file/note/page/pdf"),
    (
      .listing,
      "list/show/display/see/tell/give/print/enumerate/view/name/all/every/available/there/here/in/inside/added/have/has/got/stored/contain/contents/content/overview/overview of/uploaded/imported/loaded/many/list of/how many/present/currently/look at/table/exist/own/indexed"
    ),
    (
      .mention,
      "mention/mentions/mentioning/mentioned/talk about/talks about/talking about/speak about/speaks about/speak of/discuss/discusses/discussing/are about/is about/about/refer to/refers to/referring to/deal with/deals with/dealing with/cover/covers/covering/say something about/say anything about/says something about/have something about/have anything about/contain the word/contain the words/contain the phrase/contain the term/containing the word/with the word/include the word/reference/references/on the subject of/on the topic of/concern/concerning/describe/describes/describing"
    ),
    (.mentionEnd, "mentioned/in them/in it/at all/anywhere/somewhere/please/appear/occur"),
    (
      .summary,
      "summarise/summarize/sum up/summary of/a summary of/summary for/summarisation of/summarization of/outline of/overview of/tl dr/tldr/key points of/main points of/key points in/main points in/headings of/headings in/table of contents of/gist of/the gist of/recap of/recap/synopsis of/digest of/outline/condense/brief me on/briefly describe/give a summary of"
    ),
    (.summaryEnd, "please/for me/briefly/in short/quickly/up"),
    (
      .small,
      """
      a/an/the/to/of/in/on/at/for/with/and/or/but/so/from/by/as/than/please/pls/plz/kindly/just/now/today/again/very/so/much/a lot/lot/\
      too/also/then/well/everyone/everybody/all/guys/folks/friend/my friend/buddy/pal/mate/dear/sir/madam/man/dude/team/s/re/m/ll/d/ve/t/is/are/was/\
      were/be/am/been/do/does/did/don/doesn/can/could/would/will/shall/should/may/might/have/has/had/not/if/any/some/for your help/your help/the help/your time/\
      for helping/helping/your support/your assistance/the info/the information/the answer/your answer/that answer/your work/of you/like you/with you/\
      about you/with this/with that/anyway/once more/indeed/truly/really/quite/little/bit/a bit/first/me again/it s me/let/let s/want/want to/\
      would like/would like to/like to/try to/tell/tell me/explain/show me/give/give me/got/get/like/need/need to/actually/exactly/ever/still/maybe/only/
      """
    ),
  ]

  private static let englishReplies = TalkReplies(
    count: ("no documents", "one document", "{n} documents"),
    greeting: "Hello! I look things up in {documents} and quote what answers. What would you like to know?",
    noDocuments: "There are no documents here yet. Add some with: manent add PATH",
    thanks: "You are welcome.", farewell: "Goodbye!",
    acknowledgement: "Good. Ask on whenever you like.",
    sorry:
      "I am sorry. I can only quote what the words of a question find: try other words, or name the document that you mean.",
    wellbeing: "Fine, thank you: I am a program, always the same and always ready. What shall I look up?",
    doubt:
      "What I quote stands in the documents word for word, at the place given with it. Whether the documents are right I cannot tell.",
    beyond: "I cannot do that. I look things up in {documents} and quote them, nothing else.",
    identity:
      "I am Manent, a program: no person, and no language model either. I look questions up in {documents} and quote the sentences that answer, with their place.",
    abilities: """
      I look questions up in {documents} and quote the sentences that answer, with their place. Ask in your own words. Also:
      - “list my documents” tells what is there
      - “which documents mention X?” tells where to look
      - “summarise FILE” gives a document's headings and first sentences
      More documents: manent add PATH. All commands: manent --help
      """,
    listing: "There are {documents} ({size}):", furtherDocuments: "… and {n} more; all of them: manent documents",
    mentions: "“{x}” is in {documents}:", noMention: "No document mentions “{x}”.",
    outline: "The headings of {x}, each with the first sentence below it (not a summary in other words):",
    opening: "{x} has no headings. It begins:", columns: "{x} is a table of {n} rows with these columns:",
    several: "Several documents fit “{x}”; say which:", noSuchDocument: "There is no document “{x}”.",
    nearest: "The nearest is {x}.", unreadable: "{x} cannot be read: {n}")
}
