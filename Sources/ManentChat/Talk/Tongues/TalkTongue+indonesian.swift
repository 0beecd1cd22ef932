extension TalkTongue {
  static let indonesian = TalkTongue(code: "id", words: indonesianWords, replies: indonesianReplies)

  private static let indonesianWords: [(roles: TalkRoles, phrases: String)] = [
    (
      .greeting,
      "halo/hallo/hai/hei/selamat pagi/selamat siang/selamat sore/selamat malam/selamat datang/pagi/assalamualaikum/assalamu alaikum/salam/halo semua/apakah ada orang/ada orang/apa kamu di sana/salam kenal/permisi/met pagi"
    ),
    (
      .thanks,
      "terima kasih/terimakasih/makasih/makasi/trims/thanks/terima kasih banyak/makasih banyak/matur nuwun/banyak terima kasih/tengkyu/syukur"
    ),
    (
      .farewell,
      "selamat tinggal/sampai jumpa/sampai nanti/sampai besok/sampai ketemu/sampai ketemu lagi/sampai jumpa lagi/dadah/dah/selamat tidur/selamat jalan/itu saja/sudah cukup/saya selesai/saya pergi dulu/bye"
    ),
    (
      .agreement,
      "ya/iya/tidak/nggak/gak/baik/baiklah/oke/sip/siap/mengerti/saya mengerti/paham/saya paham/begitu/oh begitu/benar/betul/tentu/tentu saja/maaf/tidak apa apa/tak apa/tidak masalah/lupakan/lupakan saja/menarik/setuju/nah"
    ),
    (
      .praise,
      "bagus/bagus sekali/hebat/mantap/keren/sempurna/luar biasa/sangat baik/sangat membantu/membantu/itu membantu/berguna/bermanfaat/kerja bagus/jawaban bagus/jawaban yang bagus/berhasil/saya suka/aku cinta kamu/kamu hebat/pintar/asyik/asik/top"
    ),
    (
      .blame,
      "salah/itu salah/tidak benar/tidak betul/tidak membantu/tidak berguna/bodoh/buruk/jelek/saya tidak mengerti/tidak mengerti/saya tidak paham/tidak paham/bukan itu/bukan itu maksud saya/bukan itu yang saya tanyakan/jawaban salah/omong kosong"
    ),
    (
      .wellbeing,
      "apa kabar/apa kabarmu/bagaimana kabarmu/bagaimana kabar anda/apa kabar hari ini/gimana kabarnya/gimana kabarmu/kabar baik/sedang apa/lagi apa/kamu baik baik saja/apa kamu baik baik saja/bagaimana keadaanmu"
    ),
    (
      .doubt,
      "apakah kamu yakin/apa kamu yakin/kamu yakin/anda yakin/apakah anda yakin/yakin/benarkah/apakah itu benar/apa itu benar/masa/serius/sungguh/dari mana kamu tahu/bisakah saya percaya/apakah kamu berbohong"
    ),
    (
      .beyond,
      "ceritakan lelucon/ceritakan sebuah lelucon/lelucon/ceritakan cerita/ceritakan sebuah cerita/nyanyikan lagu/nyanyikan sebuah lagu/tulis puisi/buatkan puisi/jam berapa sekarang/jam berapa/hari apa ini/hari apa sekarang/bagaimana cuacanya/bagaimana cuaca hari ini/apa kamu mencintaiku/menikahlah denganku/saya bosan/saya sedih/aku bosan/aku sedih"
    ),
    (.you, "kamu/kau/anda/engkau/mu/kalian/dirimu"),
    (.me, "saya/aku/ku/kami/kita/punya saya"),
    (.tool, "program ini/aplikasi ini/alat ini/bot ini/chat ini/asisten ini/sistem ini/botnya"),
    (
      .identity,
      "robot/sebuah robot/bot/manusia/seorang manusia/orang/mesin/sebuah mesin/ai/kecerdasan buatan/komputer/program/sebuah program/chatgpt/gpt/claude/siapa kamu/kamu siapa/siapa anda/anda siapa/kamu ini apa/apa kamu ini/siapa namamu/siapa nama kamu/siapa nama anda/nama/namamu/siapa yang membuatmu/siapa yang membuat kamu/siapa penciptamu/berapa umurmu/dari mana kamu/di mana kamu tinggal/dengan siapa saya bicara/perkenalkan dirimu/ceritakan tentang dirimu/model bahasa"
    ),
    (.asking, "apa/apakah/bagaimana/gimana/yang mana/mana/apa saja"),
    (.circumstance, "kapan/di mana/dimana/siapa/mengapa/kenapa/berapa/berapa lama"),
    (.deictic, "ini/itu/dia/mereka/tersebut/nya"),
    (
      .ability,
      "bisa/bisakah/dapat/dapatkah/mampu/lakukan/melakukan/kerja/bekerja/cara kerja/cara kerjanya/cara kerjamu/fungsi/fungsimu/berfungsi/kemampuan/kegunaan/gunanya/menjawab"
    ),
    (.use, "menggunakan/gunakan/pakai/memakai/cara pakai/mulai/memulai/tanya/bertanya/menanyakan/tanyakan"),
    (
      .help,
      "bantuan/tolong/tolong bantu/bantu/bantu saya/tolong bantu saya/membantu saya/butuh bantuan/saya butuh bantuan/perlu bantuan/saya perlu bantuan/aku butuh bantuan/minta bantuan/minta tolong/apa yang harus saya lakukan/apa yang bisa saya lakukan/sekarang apa/saya baru di sini/saya bingung/mulai dari mana/cara memulai"
    ),
    (.service, "fitur/kemampuanmu/perintah/pertanyaan/pilihan/contoh/hal/sesuatu/semuanya/tugas/petunjuk/jenis"),
    (.know, "tahu/ketahui/tau/mengetahui/baca/membaca/kenal"),
    (
      .documents,
      "dokumen saya/dokumen dokumen/semua dokumen/dokumen/berkas saya/berkas/file saya/file file/catatan saya/semua berkas/dokumenku/sumber/semua file"
    ),
    (.document, "dokumen/berkas/file/catatan"),
    (
      .listing,
      "daftar/daftarkan/daftar semua/tampilkan/perlihatkan/tunjukkan/lihat/sebutkan/beri/semua/ada/di/dalam/di dalam/punya/isi/isinya/isi dari/tersedia/tersimpan/berapa/berapa banyak/apa saja/yang ada/di sini"
    ),
    (
      .mention,
      "menyebut/menyebutkan/yang menyebut/yang menyebutkan/membahas/yang membahas/berisi/yang berisi/memuat/yang memuat/mengandung/yang mengandung/tentang/mengenai/membicarakan/yang membicarakan/berbicara tentang/yang berbicara tentang/menjelaskan/menyinggung"
    ),
    (.mentionEnd, "disebut/disebutkan/ya"),
    (
      .summary,
      "ringkas/ringkaskan/rangkum/rangkumkan/merangkum/meringkas/ringkasan/ringkasan dari/rangkuman/rangkuman dari/ikhtisar/ikhtisar dari/buat ringkasan/buat ringkasan dari/buatkan ringkasan/buatkan ringkasan dari/garis besar/poin utama dari/intisari"
    ),
    (.summaryEnd, "dong/ya/tolong/singkat"),
    (
      .small,
      """
      yang/dan/atau/tapi/dengan/untuk/pada/ke/dari/di/dong/deh/kok/sih/lah/kah/pun/juga/lagi/sekarang/hari ini/sekali/sangat/banyak/saja/mohon/silakan/teman/\
      semua/semuanya/pak/bu/kak/mas/mbak/bang/sudah/telah/akan/sedang/adalah/ialah/jadi/lalu/kalau/jika/atas bantuannya/atas bantuanmu/bantuannya/bantuanmu/\
      atas jawabannya/jawabannya/atas informasinya/informasinya/ingin/mau/boleh/bolehkah/harus/beritahu/beri tahu/jelaskan/bukan/para/seorang/sebuah/hal/cara
      """
    ),
  ]

  private static let indonesianReplies = TalkReplies(
    count: ("tidak ada dokumen", "satu dokumen", "{n} dokumen"),
    greeting: "Halo! Saya mencari dalam {documents} dan mengutip yang menjawab. Apa yang ingin Anda ketahui?",
    noDocuments: "Belum ada dokumen di sini. Tambahkan dengan: manent add PATH",
    thanks: "Sama-sama.", farewell: "Sampai jumpa!", acknowledgement: "Baik. Silakan bertanya lagi.",
    sorry:
      "Maaf. Saya hanya dapat mengutip apa yang ditemukan oleh kata-kata sebuah pertanyaan: coba kata lain, atau sebutkan dokumennya.",
    wellbeing: "Baik, terima kasih: saya sebuah program, selalu sama dan selalu siap. Apa yang perlu saya cari?",
    doubt:
      "Yang saya kutip tertulis dalam dokumen kata demi kata, di tempat yang disebutkan. Apakah dokumennya benar, saya tidak tahu.",
    beyond: "Itu tidak dapat saya lakukan. Saya mencari dalam {documents} dan mengutip, hanya itu.",
    identity:
      "Saya Manent, sebuah program: bukan orang dan bukan model bahasa. Saya mencari pertanyaan dalam {documents} dan mengutip kalimat yang menjawab, dengan tempatnya.",
    abilities: """
      Saya mencari pertanyaan dalam {documents} dan mengutip kalimat yang menjawab, dengan tempatnya. Bertanyalah dengan kata-kata sendiri. Selain itu:
      - “daftar dokumen saya” menyebutkan apa yang ada
      - “dokumen mana yang menyebut X?” menunjukkan tempatnya
      - “ringkas BERKAS” memberi judul bagian dan kalimat pertamanya
      Dokumen lain: manent add PATH. Semua perintah: manent --help
      """,
    listing: "Ada {documents} ({size}):", furtherDocuments: "… dan {n} lagi; semuanya: manent documents",
    mentions: "“{x}” ada dalam {documents}:", noMention: "Tidak satu pun dokumen menyebut “{x}”.",
    outline: "Judul bagian dari {x}, masing-masing dengan kalimat pertamanya (bukan ringkasan dengan kata lain):",
    opening: "{x} tidak mempunyai judul bagian. Awalnya:", columns: "{x} adalah tabel {n} baris dengan kolom:",
    several: "Beberapa dokumen cocok dengan “{x}”; sebutkan yang mana:", noSuchDocument: "Dokumen “{x}” tidak ada.",
    nearest: "Yang terdekat: {x}.", unreadable: "{x} tidak dapat dibaca: {n}")
}
