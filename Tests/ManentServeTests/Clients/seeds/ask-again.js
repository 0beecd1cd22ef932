const response = await fetch('/ask', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({
        question: "Jelaskan lebih detail",
        session_id: sessionId // Use saved session
    })
});
