"""Small word lists for telling Latin-script languages apart in a single line, and the letters that help.

Function words first, then words of data sheets and forms, for short lines hold few function words. A word may
stand in several lists; it then says little. All are in lower case.
"""

from __future__ import annotations

WORDS: dict[str, str] = {
    "en": """
        the of and to in is are was be that it for on with as by from this these those not or an at
        which can may shall must has have had will its their whether each all any than then if when
        where who we our your you they age gender sex race skin colour color face faces glasses
        beard mask hat eyes people person persons recognition detection attributes attribute table
        field value supported supports returns yes no unknown other white black yellow type types
        list name number date page search filter image camera ethnicity ethnic religion nationality
        minority racial group groups does do cannot without only into people's customers passers-by
        software system device version product finds reads tells estimates classifies detects
        recognises sold
    """,
    "de": """
        der die das und ist im in den dem des ein eine einer eines nicht mit von zu auf für als auch
        sich wird werden sind oder bei nach aus über wie kein keine durch kann zum zur nur wir sie
        ihre ihrer unsere haben hat alter geschlecht hautfarbe gesicht brille bart maske hut augen
        merkmale merkmal personen person erkennung erkennt herkunft rasse ethnie glaube tabelle feld
        wert unbekannt weiß schwarz gelb andere suche bild kamera ja nein name nummer datum seite
        typ staatsangehörigkeit weißabgleich automatisch ethnische ethnischer ethnischen ethnisch
        zugehörigkeit volksgruppe religion religiöse konfession abstammung hautton schätzt bestimmt
        erfasst einstellung ausgabe unterstützt optional farbe stufen gruppe software gerät
    """,
    "fr": """
        pris prise charge supporté compatible
        le la les des du de et est en un une dans que qui pour pas sur par au aux avec ne se ce
        cette ces il elle sont plus ou à été être nous vous leur leurs son sa ses notre votre aucun
        aucune comme mais âge sexe genre peau couleur visage visages lunettes barbe masque chapeau
        yeux personnes personne reconnaissance détection attributs attribut origine ethnie race
        tableau champ valeur inconnu blanc noir jaune autre oui non nom numéro date page recherche
        image caméra nationalité balance blancs réglable ethnique ethniques carnation religieuse
        religion appartenance teint estime détecte logiciel appareil seulement groupe tri teinte
        homme femme
    """,
    "es": """
        compatible soportado disponible
        el la los las de del y en es un una que por para con no se su sus al lo como más o este esta
        estos estas son ha han ni nunca sin sobre entre también cada nuestro nuestra edad sexo
        género piel color rostro rostros gafas barba mascarilla sombrero ojos personas persona
        reconocimiento detección atributos atributo raza etnia religión tabla campo valor
        desconocido blanco negro amarillo otro otra sí nombre número fecha página búsqueda imagen
        cámara nacionalidad rasgos cara razas mapa calor tono lista blanca negra matrículas evento
        mascota realce modo étnico étnica étnicos etnias credo tez procedencia religiosa estima
        detecta clasifica programa solo grupo busca hombre mujer equipo origen según
    """,
    "pt": """
        suportado disponível compatível
        o a os as de do da dos das e em no na nos nas é um uma que por para com não se seu sua ao à
        como mais ou este esta são foi tem nem sem sobre entre também cada nosso nossa pelo pela
        idade sexo gênero género pele cor rosto rostos óculos barba máscara chapéu olhos pessoas
        pessoa reconhecimento detecção atributos atributo raça etnia religião tabela campo valor
        desconhecido branco preto pardo amarelo outro sim nome número data página busca imagem
        câmera câmara nacionalidade tom mapa calor separado visitante visitantes étnico étnica
        étnicos etnias credo tez origem ascendência religiosa estima detecta classifica somente
        apenas grupo homem mulher equipamento segundo aparência
    """,
    "it": """
        supportato disponibile origine
        il lo la i gli le di del della dei delle e è in un una che per con non si su suo sua al alla
        da dal come più o questo questa sono ha hanno né senza anche ogni nostro nostra nel nella
        età sesso genere pelle colore volto volti occhiali barba maschera cappello occhi persone
        persona riconoscimento rilevamento attributi attributo razza etnia religione tabella campo
        valore sconosciuto bianco nero giallo altro sì nome numero data pagina ricerca immagine
        telecamera nazionalità carnagione dalla dalle rileva caschi gialli bianchi nordica etnico
        etnica etniche etnici razze credo provenienza stima classifica soltanto solo gruppo uomo
        donna dispositivo secondo aspetto
    """,
    "nl": """
        de het een van en in is op te dat die voor met niet zijn er aan ook als bij door naar uit of
        om wordt worden geen kan zal wij ons onze hun maar over deze dit heeft hebben leeftijd
        geslacht huidskleur huid gezicht gezichten bril baard masker hoed ogen personen persoon
        herkenning herkent kenmerken kenmerk afkomst ras etniciteit geloof tabel veld waarde
        onbekend wit zwart geel anders ja nee naam nummer datum pagina zoeken beeld camera
        nationaliteit uiterlijk witbalans automatisch etnische etnisch herkomst huidtint schat
        bepaalt deelt groep man vrouw toestel volgens alleen meer
    """,
    "pl": """
        i w na z do nie jest się że to o od po za przez dla jak lub oraz ze są być może tylko tego
        tej który która które ich jego jej nasz nasze wiek płeć skóry skóra kolor twarz twarzy
        twarze okulary broda zarost maska czapka oczy osoby osoba osób rozpoznawanie wykrywanie
        cechy cecha rasa pochodzenie etniczne narodowość wyznanie tabela pole wartość nieznany biały
        czarny żółty inny tak nazwa numer data strona wyszukiwanie obraz kamera karnacja filtr
        etniczna etnicznej etniczny grupa karnacji rasy religia pochodzenia szacuje określa
        rozpoznaje wyszukuje mężczyzna kobieta urządzenie według wygląd
    """,
    "tr": """
        ve bir bu da de için ile olarak olan değil daha çok gibi kadar veya ya her en ne ise göre
        sonra biz vardır yoktur edilir eder olur tarafından yaş cinsiyet ten rengi yüz yüzü gözlük
        sakal maske şapka gözler kişi kişiler tanıma tespit öznitelik öznitelikler ırk etnik köken
        din tablo alan değer bilinmiyor beyaz siyah sarı diğer evet hayır ad adı numara tarih sayfa
        arama görüntü kamera uyruk dengesi otomatik ırkı kökeni kökene etnisite mezhep inanç tene
        tahmin belirler tanır sadece grup erkek kadın cihaz görünüş
    """,
    "vi": """
        và của là các có cho không được trong với những một này đã để từ theo khi người trên về hoặc
        bằng tại tuổi giới tính màu da khuôn mặt kính râu khẩu trang mũ mắt nhận diện phát hiện
        thuộc chủng tộc dân tôn giáo bảng trường giá trị trắng đen vàng khác tên số ngày hình ảnh
        quốc tịch sắc ước lượng phân loại chỉ nhóm tìm kiếm nam nữ thiết bị
    """,
    "id": """
        dan yang di untuk dengan dari pada ini itu dalam tidak adalah oleh ke akan atau juga sebagai
        dapat bisa telah sudah kami kita mereka para setiap hanya tanpa usia umur jenis kelamin
        warna kulit wajah kacamata janggut jenggot masker topi mata orang pengenalan deteksi atribut
        ras rasa suku agama etnis tabel kolom nilai diketahui putih hitam kuning lain lainnya ya
        nama nomor tanggal halaman pencarian gambar kamera kewarganegaraan otomatis keseimbangan
        bangsa keturunan etnisitas kepercayaan menebak mendeteksi mengenali kelompok pria wanita
        perangkat menurut penampilan asal
    """,
}

# Letters that (nearly) only one of the languages writes.
LETTERS: dict[str, str] = {
    "vi": "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
    "pl": "ąćęłńśźż",
    "tr": "ğışı",
    "de": "ßäöü",
    "fr": "èêëîïôùûœçàâ",
    "es": "ñ¿¡",
    "pt": "ãõçâê",
    "it": "ìòùàè",
}
STRONG = frozenset("ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹąćęłńśźżğışßñ¿ãõœ")

# Languages that share a script with one other; where the letters do not decide, these words do.
_PERSIAN = (
    "از به در که این است را با های برای نیست شود می نژاد رنگ پوست سن جنسیت چهره عینک ریش زن مرد نام دین"
)
_ARABIC = "في من على إلى التي الذي أن لا هذا هذه العمر الجنس الوجه لون العرق نوع نظارات لحية الاسم الدين أو"
_UKRAINIAN = (
    "та не на що до за як або він вона вік стать обличчя колір шкіра шкіри людини людей окуляри у зі це"
)
_RUSSIAN = (
    "и не на что по за как или он она пол возраст лицо лица цвет кожа кожи человека людей очки с во это"
)
PERSIAN = frozenset(_PERSIAN.split())
ARABIC = frozenset(_ARABIC.split())
UKRAINIAN = frozenset(_UKRAINIAN.split())
RUSSIAN = frozenset(_RUSSIAN.split())
