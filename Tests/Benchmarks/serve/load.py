"""Connections that ask again and again, in one loop over epoll: what is measured is the server, not the client."""
import select, socket, time


def request(method, path, body=b"", token=None, close=False):
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost"]
    if token: lines.append(f"Authorization: Bearer {token}")
    if body: lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    if close: lines.append("Connection: close")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def dial(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def load(port, make, end, connections, seconds, warm=1.0):
    """Asks over so many connections; `make` gives the next request, `end` is how an answer ends. Gives answers a second and the
    durations of all in seconds, sorted, without those of the first `warm` seconds."""
    poll = select.epoll()
    state = {}
    for _ in range(connections):
        connection = dial(port)
        connection.setblocking(False)
        state[connection.fileno()] = [connection, b"", time.perf_counter()]
        poll.register(connection.fileno(), select.EPOLLIN)
        connection.send(make())
    start, durations, failures = time.perf_counter(), [], 0
    begin, stop = start + warm, start + warm + seconds
    now = start
    while now < stop:
        for number, _ in poll.poll(1):
            entry = state[number]
            try:
                piece = entry[0].recv(1 << 18)
            except BlockingIOError:
                continue
            now = time.perf_counter()
            if not piece:
                failures += 1
                poll.unregister(number)
                continue
            tail = entry[1] + piece
            if not tail.endswith(end):
                entry[1] = tail[-64:]
                continue
            if now >= begin: durations.append(now - entry[2])
            if b" 503 " in tail[:20] or b" 500 " in tail[:20]: failures += 1
            entry[1], entry[2] = b"", now
            entry[0].send(make())
        now = time.perf_counter()
    for connection, _, _ in state.values(): connection.close()
    durations.sort()
    return len(durations) / seconds, durations, failures


def whole(port, bytes_, patience=60):
    """One request on a connection of its own; the whole answer."""
    connection = dial(port)
    connection.settimeout(patience)
    connection.sendall(bytes_)
    pieces = []
    while piece := connection.recv(1 << 16): pieces.append(piece)
    connection.close()
    return b"".join(pieces)
