import ManentCore
import Testing

@Suite struct GateTests {
  @Test func `One thread at a time is inside, and all come through`() {
    let inside = Monitor((now: 0, most: 0, done: 0))
    let gate = Gate.named("gate-of-a-test")
    for _ in 0..<20 {
      Worker.start {
        for _ in 0..<50 {
          Gate.named("gate-of-a-test").during {
            inside.update { state in
              state.now += 1
              state.most = max(state.most, state.now)
            }
            inside.update { $0.now -= 1 }
          }
        }
        inside.update { $0.done += 1 }
      }
    }
    _ = inside.wait { $0.done == 20 ? true : nil }
    #expect(inside.withLock { $0.most } == 1)
    #expect(gate === Gate.named("gate-of-a-test") && gate !== Gate.named("another"))
  }

  @Test func `Who shall stop waits no longer, and who fails lets the next one in`() throws {
    struct Failure: Error {}
    let (gate, sign, hasGivenUp) = (Gate(), StopSign(), Monitor(false))
    #expect(throws: Failure.self) { try gate.during { throw Failure() } }
    gate.during {
      Worker.start {
        sign.during {
          do { try gate.duringUnlessStopped {} } catch { hasGivenUp.update { $0 = error is Interruption } }
        }
      }
      sign.raise()
      #expect(hasGivenUp.wait { $0 ? true : nil } == true)
    }
    #expect(try gate.duringUnlessStopped { 1 } == 1)
  }
}
