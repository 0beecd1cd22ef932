/// The words by which a message shows that it goes on with what was said before, in the languages of ``TalkTongue``,
/// folded.
enum FollowUpWords {
  /// What such a message begins with: "and in 1950?", "what about Windows?"
  static let openings = phrases(
    """
    and/and what about/what about/how about/and how about/what of/and for/or/but/also/then/and then/so/plus/what if/und/und was ist mit/\
    was ist mit/wie ist es mit/wie sieht es mit/und wie/aber/oder/dann/und wenn/y/y que hay de/que hay de/y que pasa con/que pasa con/pero/o/\
    y si/et/et pour/qu en est il de/et si/mais/ou/e/e per/e se/ma/che ne e di/e quanto a/mas/e se/en/en hoe zit het met/hoe zit het met/maar/of/\
    dan/lalu/bagaimana dengan/kalau/tapi/kalau begitu/terus/那/那么/还有/那如果/แล้ว/แล้วถ้า/ส่วน
    """)

  /// What stands for something that was named before.
  static let pronouns = phrases(
    """
    it/its/itself/he/him/his/she/her/hers/they/them/their/theirs/this/that/these/those/there/one/ones/same/both/such/er/ihn/ihm/seine/seiner/\
    diese/dieser/dieses/diesem/diesen/dort/davon/dafur/damit/dazu/daran/darin/dabei/dagegen/darauf/daruber/deren/dessen/ihnen/eso/esto/ese/\
    esa/ella/ello/ellos/ellas/alli/ahi/aquello/ca/cela/ceci/celui/celle/elle/ils/elles/leur/esso/essa/quello/quella/ele/ela/eles/elas/isso/isto/\
    dele/dela/deles/hij/hem/haar/dit/dat/daar/ermee/ervan/daarvan/itu/dia/mereka/tersebut/它/他/她/这/那/其/该/มัน/เขา/นั้น/นี้/ที่นั่น
    """)

  /// What asks for what has not been said yet.
  static let more = phrases(
    """
    more/tell me more/go on/continue/elaborate/details/detail/more details/further/anything else/something else/what else/else/expand/keep going/carry on/\
    read on/next/explain/rest/the rest/additional/example/examples/mehr/erzahl mir mehr/erzahle mir mehr/erzahl mehr/weiter/weitere/genauer/ausfuhrlicher/einzelheiten/noch etwas/sonst noch/\
    sonst noch etwas/mach weiter/erklar/erklare/mas/cuentame mas/dime mas/algo mas/continua/sigue/mas detalles/detalles/amplia/plus/davantage/dis m en plus/dites m en plus/raconte m en plus/en dire plus/\
    continuez/encore/quoi d autre/autre chose/di piu/dimmi di piu/raccontami di piu/altro/qualcos altro/ancora/continua/dettagli/mais/algo mais/conte mais/me conte mais/conta mais/detalhes/\
    meer/verder/ga verder/ga door/nog iets/nog meer/wat nog meer/lagi/ceritakan lebih banyak/lebih banyak/lebih lanjut/lanjut/lanjutkan/selengkapnya/lebih/detail/\
    更多/继续/还有呢/还有什么/详细/详细点/多说一点/再说一些/接着说/说详细点/เพิ่มเติม/ต่อ/อีก/รายละเอียด/เพิ่ม/มากกว่านี้/ขยายความ/มีอะไรอีก
    """)

  /// What asks for a reason.
  static let reasons = phrases(
    """
    why/why not/how come/what for/for what reason/reason/the reason/warum/wieso/weshalb/warum nicht/wieso nicht/weswegen/por que/por que no/porque/\
    pourquoi/pourquoi pas/perche/perche no/come mai/por que nao/waarom/waarom niet/mengapa/kenapa/mengapa tidak/kenapa tidak/为什么/为何/为什么不/怎么会/\
    ทำไม/เพราะอะไร/เพราะเหตุใด
    """)

  /// What takes back what was understood: "no, I meant …"
  static let corrections = phrases(
    """
    i mean/i meant/no i mean/no i meant/no i m asking about/i was asking about/i am asking about/not that/no not that/not that one/no not that one/\
    sorry i meant/sorry i mean/or rather/no rather/i was talking about/i meant to say/correction/ich meine/ich meinte/nein ich meine/\
    nein ich meinte/nein nicht/quiero decir/quise decir/me refiero a/me referia a/no me refiero a/no quiero decir/no quise decir/\
    no me referia a/je veux dire/je voulais dire/non je veux dire/non je voulais dire/je parle de/non je parle de/intendo/intendevo/volevo dire/\
    no intendo/no intendevo/no volevo dire/quero dizer/quis dizer/nao quero dizer/nao quis dizer/me refiro a/nao me refiro a/ik bedoel/ik bedoelde/\
    nee ik bedoel/nee ik bedoelde/maksud saya/bukan maksud saya/maksudku/bukan itu maksud saya/我是说/不是我是说/我的意思是/不我的意思是/我问的是/\
    不是我问的是/ฉันหมายถึง/ผมหมายถึง/ไม่ใช่ฉันหมายถึง/ไม่ใช่ผมหมายถึง/หมายถึง
    """)

  /// What names one of several by its place; the places count from 0, the last is -1.
  static let ordinals: [String: Int] = {
    let all = [
      "first/1st/erste/erster/erstes/ersten/primero/primera/premier/premiere/primo/prima/primeiro/primeira/eerste/pertama/第一/第一个/แรก/ที่หนึ่ง",
      "second/2nd/zweite/zweiter/zweites/zweiten/segundo/segunda/deuxieme/seconde/secondo/seconda/tweede/kedua/第二/第二个/ที่สอง",
      "third/3rd/dritte/dritter/drittes/dritten/tercero/tercera/troisieme/terzo/terza/terceiro/terceira/derde/ketiga/第三/第三个/ที่สาม",
      "fourth/4th/vierte/cuarto/cuarta/quatrieme/quarto/quarta/vierde/keempat/第四/第四个/ที่สี่",
    ]
    var places: [String: Int] = [:]
    for (place, names) in all.enumerated() { for name in phrases(names) { places[name] = place } }
    for name in phrases(
      "last/last one/letzte/letzter/letztes/letzten/ultimo/ultima/dernier/derniere/laatste/terakhir/最后/最后一个/สุดท้าย")
    {
      places[name] = -1
    }
    return places
  }()

  /// What an ordinal may go with.
  static let numbered = phrases(
    """
    one/number/nr/no/point/source/quote/quotation/passage/result/item/option/answer/document/zitat/punkt/quelle/stelle/cita/fuente/punto/citation/\
    source/citazione/fonte/citacao/bron/citaat/kutipan/sumber/yang/个/条/点/ข้อ/อัน/แหล่ง
    """)

  /// What a sentence that gives a reason holds.
  static let causes = phrases(
    """
    because/because of/due to/since/reason/so that/therefore/in order to/owing to/thanks to/weil/denn/wegen/damit/deshalb/daher/aufgrund/grund/\
    porque/debido a/ya que/puesto que/por eso/parce que/car/a cause de/puisque/afin de/raison/perche/poiche/siccome/a causa di/dato che/pois/\
    devido a/por causa de/ja que/omdat/want/vanwege/wegens/daarom/karena/sebab/akibat/因为/由于/所以/因此/为了/เพราะ/เนื่องจาก/ดังนั้น
    """)

  private static func phrases(_ list: String) -> Set<String> {
    Set(list.split(separator: "/").map { TalkUnit.units(ofPhrase: $0[...]).joined(separator: " ") })
  }
}
