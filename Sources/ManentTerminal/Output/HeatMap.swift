package import ManentCore

/// Numbers by day as a calendar: a column a week, a row a day of the week, the more the darker.
package struct HeatMap {
  private static let shades = ["·", "░", "▒", "▓", "█"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private let numbers: [LocalCalendar.Day: Int]
  private let today: LocalCalendar.Day

  /// A calendar of the year up to a day.
  package init(_ numbers: [LocalCalendar.Day: Int], today: LocalCalendar.Day) {
    self.numbers = numbers
    self.today = today
  }

  /// The lines, as many weeks as fit into a width and at most 53.
  package func lines(width: Int) -> [String] {
    let weeks = max(1, min(53, width - 4))
    let first = today.number - Int64(today.weekday) - Int64(weeks - 1) * 7
    let shown = (0..<weeks * 7).map { LocalCalendar.Day(number: first + Int64($0)) }
    let greatest = max(1, shown.compactMap { numbers[$0] }.max() ?? 1)
    var heading = ""
    for week in 0..<weeks {
      // A month is named above its first whole week.
      let day = LocalCalendar.Day(number: first + Int64(week) * 7)
      if day.day <= 7, heading.count <= week {
        heading += String(repeating: " ", count: week - heading.count) + Self.months[day.month - 1]
      }
    }
    let names = ["Mon", "", "Wed", "", "Fri", "", "Sun"]
    let rows = (0..<7).map { weekday -> String in
      let cells = (0..<weeks).map { week -> String in
        let day = shown[week * 7 + weekday]
        if day.number > today.number { return " " }
        let number = numbers[day] ?? 0
        return number == 0 ? Self.shades[0] : Self.shades[1 + min(3, (number * 4 - 1) / greatest)]
      }
      return names[weekday] + String(repeating: " ", count: 4 - names[weekday].count) + cells.joined()
    }
    return ["    " + heading.prefix(weeks)] + rows
  }
}
