"""The colours that programs mean by a label: a word in the language of the person, a number, or a name in lower case.

Lightroom and Bridge write a label's word as the person's language, or the person, has it. A word means one colour in
all of the languages here, so no language has to be guessed. Bridge's own words differ between its versions, so each
spelling that may be meant is here.
"""

import unicodedata
from typing import Final

from blurlab.imaging.metadata.marks import LABELS

# For each language Lightroom's colours, in the order of LABELS, spellings that mean the same apart by “/”.
_COLOURS: Final = """
Red | Yellow | Green | Blue | Purple/Violet
Rot | Gelb | Grün | Blau | Lila/Violett/Purpur
Rouge | Jaune | Vert/Verte | Bleu/Bleue | Violet/Violette/Pourpre
Rojo/Roja | Amarillo/Amarilla | Verde | Azul | Púrpura/Morado/Violeta
Rosso/Rossa | Giallo/Gialla | Verde | Blu/Azzurro | Viola/Porpora
Rood/Rode | Geel/Gele | Groen/Groene | Blauw/Blauwe | Paars/Paarse
Röd/Rött | Gul/Gult | Grön/Grönt | Blå/Blått | Lila/Purpur
Rød/Rødt | Gul/Gult | Grøn/Grønn/Grønt | Blå/Blåt | Lilla
Punainen | Keltainen | Vihreä | Sininen | Violetti/Purppura/Liila
Vermelho/Vermelha | Amarelo/Amarela | Verde | Azul | Roxo/Roxa/Púrpura
Czerwony/Czerwona/Czerwone | Żółty/Żółta/Żółte | Zielony/Zielona/Zielone | Niebieski/Niebieska/Niebieskie | \
Fioletowy/Fioletowa/Fioletowe/Purpurowy/Purpurowa
Красный/Красная/Красное | Желтый/Жёлтый/Желтая/Жёлтая | Зеленый/Зелёный/Зеленая/Зелёная | Синий/Синяя/Голубой | \
Фиолетовый/Фиолетовая/Пурпурный/Сиреневый
Червоний | Жовтий | Зелений | Синій/Блакитний | Фіолетовий/Пурпуровий
Červená/Červený | Žlutá/Žlutý | Zelená/Zelený | Modrá/Modrý | Fialová/Fialový/Purpurová/Nachová
Piros/Vörös | Sárga | Zöld | Kék | Lila/Bíbor
Kırmızı | Sarı | Yeşil | Mavi | Mor
Červená | Žltá/Žltý | Zelená | Modrá | Fialová
Roșu/Roşu | Galben | Verde | Albastru | Violet/Mov
Vermell | Groc | Verd | Blau | Violeta/Porpra
Crvena/Crveno | Žuta/Žuto | Zelena/Zeleno | Plava/Plavo | Ljubičasta/Ljubičasto
Rdeča | Rumena | Zelena | Modra | Vijolična
Червен/Червено | Жълт/Жълто | Зелен/Зелено | Син/Синьо | Лилав/Лилаво
Merah | Kuning | Hijau | Biru | Ungu
Đỏ | Vàng | Xanh lá/Xanh lá cây/Xanh lục | Xanh dương/Xanh lam/Xanh da trời | Tím
แดง/สีแดง | เหลือง/สีเหลือง | เขียว/สีเขียว | น้ำเงิน/สีน้ำเงิน/ฟ้า/สีฟ้า | ม่วง/สีม่วง
אדום | צהוב | ירוק | כחול | סגול
أحمر | أصفر | أخضر | أزرق | أرجواني/بنفسجي
Κόκκινο | Κίτρινο | Πράσινο | Μπλε | Μωβ/Μοβ
レッド/赤/赤色 | イエロー/黄/黄色 | グリーン/緑/緑色 | ブルー/青/青色 | パープル/紫/紫色
红色/红/紅色/紅 | 黄色/黄/黃色/黃 | 绿色/绿/綠色/綠 | 蓝色/蓝/藍色/藍 | 紫色/紫
빨강/빨간색/빨강색/적색 | 노랑/노란색/노랑색/황색 | 초록/초록색/녹색 | 파랑/파란색/파랑색/청색 | 보라/보라색/자주/자주색
"""
# Likewise what Bridge says in their place.
_BRIDGE: Final = """
Select/Selected | Second | Approved | Review | To Do
Auswählen/Auswahl/Ausgewählt | Zweites/Zweite/Zweiter/Sekunde/Zweite Wahl | Genehmigt/Freigegeben/Zugelassen | \
Überprüfen/Überprüfung/Prüfen/Wiederholung/Review | Zu erledigen/Aufgabe/Aufgaben/Zu bearbeiten
Sélectionner/Sélection/Sélectionné/Sélectionnée | Second/Seconde/Deuxième/Secondaire | Approuvé/Approuvée | \
Révision/Revoir/Réviser/À revoir/A revoir | À faire/A faire/Tâche/Tâches
Seleccionar/Selección/Seleccionado | Segundo/Segunda/Secundario | Aprobado/Aprobada | Revisar/Revisión | \
Por hacer/Pendiente/Pendientes/Tareas pendientes/Tareas
Seleziona/Selezione/Selezionato | Secondo/Seconda | Approvato/Approvata | Revisione/Rivedi/Da rivedere | Da fare
Selecteren/Selectie/Geselecteerd | Tweede | Goedgekeurd | Controleren/Revisie/Beoordelen | Te doen/Taken/Uit te voeren
Markera/Markerad/Välj/Vald | Andra | Godkänd/Godkänt | Granska/Granskning | Att göra
Vælg/Valgt/Velg | Anden/Andet/Andre | Godkendt/Godkjent | Gennemse/Gennemgang/Gå gjennom | Opgaver/Gøremål/Oppgaver
Valitse/Valittu | Toinen | Hyväksytty | Tarkista/Tarkistus | Tehtävä/Tehtävät
Selecionar/Seleção/Selecionado | Segundo/Segunda | Aprovado/Aprovada | Revisar/Revisão/Rever | \
A fazer/Tarefas/Tarefas pendentes/Pendente
Wybierz/Zaznacz/Wybrane/Wybór | Drugi/Druga/Drugie | Zatwierdzone/Zatwierdzony/Zaakceptowane | \
Przejrzyj/Przegląd/Recenzja/Do przejrzenia | Do zrobienia/Zadania
Выбрать/Выделить/Выбрано/Выбор | Второй/Вторая/Второе | Утверждено/Одобрено/Утвержден | \
Просмотр/Просмотреть/Рецензия/Проверить | Задачи/Сделать/К выполнению/Задание
Вибрати/Вибрано | Другий | Затверджено/Схвалено | Переглянути/Огляд | Завдання
Vybrat/Výběr/Vybrané | Druhý/Druhá/Druhé | Schváleno/Schválené | Zkontrolovat/Revize/Recenze | Úkol/Úkoly/K vyřízení
Kijelölés/Kijelölt | Második | Jóváhagyott/Jóváhagyva | Áttekintés/Ellenőrzés | Teendő/Teendők
Seç/Seçili/Seçilen | İkinci | Onaylandı/Onaylanan | İncele/Gözden Geçir/İnceleme | Yapılacak/Yapılacaklar
選択/選択済み/セレクト | 第 2/第2/2 番目/2番目/セカンド | 承認/承認済み/承認済 | レビュー/確認 | To Do/未処理/実行待ち
选择/选中/選取/選擇 | 第二/第二个/第二個/次选 | 已批准/批准/已核准/核准/已审批 | \
审阅/查看/檢閱/審閱/复查 | 待办/待办事项/要做/待辦/待辦事項
선택/선택됨 | 두 번째/둘째/두번째 | 승인됨/승인/승인 완료 | 검토/리뷰 | 할 일/작업/할일
"""
# Photo Mechanic's eight classes: their first names, and the colours it shows them in, where there are such.
CLASSES: Final = {0: "", 1: "Purple", 2: "Red", 4: "Yellow", 5: "Green", 7: "Blue"}
_CLASS_NAMES: Final = (
    "none",
    "winner",
    "winner alt",
    "superior",
    "superior alt",
    "typical",
    "typical alt",
    "extras",
    "trash",
)
_NOTHING: Final = frozenset({"", "nocolor", "no color", "none", "no label", "$$$/bridge/preferences/label/none"})
_ZSTRING: Final = "$$$/"  # Adobe's key of a word not translated: “$$$/Bridge/Preferences/Label/Green=Approved”


def _folded(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).casefold().split())


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for lines in (_COLOURS, _BRIDGE):  # a colour's own name counts before a word of Bridge's that is spelt alike
        for line in lines.replace("\\\n", "").strip().splitlines():
            for label, words in zip(LABELS, line.split("|"), strict=True):
                for word in words.split("/"):
                    found.setdefault(_folded(word), label)
    for number, name in enumerate(_CLASS_NAMES):
        if CLASSES.get(number):
            found.setdefault(name, CLASSES[number])
    return found


_LABELS: Final = _table()


def colour_of(word: str) -> str | None:
    """The colour in LABELS that a label's word means; “” for a word that means no label, None for any other word."""
    folded = _folded(word)
    if folded in _NOTHING:
        return ""
    if folded.startswith(_ZSTRING):
        key, _, default = folded.partition("=")
        return _LABELS.get(key.rpartition("/")[2]) or _LABELS.get(default)
    return _LABELS.get(folded)
