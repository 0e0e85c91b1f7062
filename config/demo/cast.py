"""The demo's people and companies; all of them are invented."""

SCHOOL = {
    "curators": [("Liis Saar", "liis.saar@example.ee", "et"), ("Andrei Sokolov", "andrei.sokolov@example.ee", "ru")],
    "managers": [("Piret Kallas", "piret.kallas@example.ee", "et")],
    "trainers": [("Marika Lind", "marika.lind@example.ee", "et")],
    "auditors": [("Rein Aru", "rein.aru@example.ee", "et")],
}
LEARNERS = [
    ("Jelena Morozova", "ru"), ("Toomas Roos", "et"), ("Olga Ivanova", "ru"), ("Marko Lepp", "et"),
    ("Sergei Volkov", "ru"), ("Tiina Kask", "et"), ("Kadri Mets", "et"), ("Natalja Orlova", "ru"),
    ("Andres Pärn", "et"), ("Svetlana Kuzmina", "ru"), ("Aivar Rebane", "et"), ("Irina Petrova", "ru"),
    ("Merle Tamm", "et"), ("Viktor Smirnov", "ru"), ("Katrin Ojala", "et"), ("Dmitri Fjodorov", "ru"),
    ("Riina Põld", "et"), ("Ljudmila Belova", "ru"), ("Jaan Kuusk", "et"), ("Anna Nikitina", "ru"),
    ("Kristiina Laas", "et"), ("Oleg Gromov", "ru"), ("Vera Makarova", "ru"), ("Urve Saks", "et"),
    ("Igor Pavlov", "ru"), ("Maret Lill", "et"), ("Polina Frolova", "ru"), ("Siim Raud", "et"),
    ("Tatjana Belova", "ru"), ("Priit Oja", "et"), ("Lilia Danilova", "ru"),
    ("Heli Mänd", "et"),
]  # fmt: skip
HOSTS = [
    ("Kodukandi Kaubad OÜ", "12345678", "Riia 12, Tartu", ("Kristjan Tamm", "et"), ("Helve Tamm", "et")),
    ("Männi Pood OÜ", "14321015", "Männi 3, Tartu", ("Maarika Kuusk", "et"), None),
    ("Северная звезда OÜ", "15890100", "Puškini 20, Narva", ("Галина Орлова", "ru"), None),
    ("Sinilille Kaubamaja AS", "10654323", "Pikk 7, Pärnu", ("Urmas Sild", "et"), ("Anne Vaher", "et")),
    ("Laevapoed OÜ", "12765430", "Sadama 5, Tallinn", ("Kaja Rand", "et"), None),
    ("Kolm Kuuske OÜ", "11987653", "Metsa 1, Viljandi", ("Peeter Mägi", "et"), None),
    ("Tartu Raamat OÜ", "13543216", "Ülikooli 1, Tartu", ("Eve Laas", "et"), None),
]
