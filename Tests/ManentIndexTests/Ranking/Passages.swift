/// Paragraphs to ask about.
enum Passages {
  static let all = [
    """
    The Amazon rainforest covers most of the Amazon basin of South America. The basin encompasses 7,000,000 square \
    kilometres. The region includes territory belonging to nine nations. The majority of the forest is contained within Brazil.
    """,
    """
    Coffee beans are roasted at about 200 degrees. Light roasts keep more of their acidity. Dark roasts taste of caramel and smoke.
    """,
    """
    The Federal Government consists of the chancellor and the ministers. Das Regierungssystem der Bundesrepublik ist \
    parlamentarisch. The chancellor is elected by the parliament.
    """,
    "黑豹队的防守只丢了308分，在联赛中排名第六。他们在职业碗中有四名球员入选。",
    "ทีมรับของแพนเธอร์สเสียคะแนนเพียง 308 แต้ม เป็นอันดับหกของลีก",
  ]
}
