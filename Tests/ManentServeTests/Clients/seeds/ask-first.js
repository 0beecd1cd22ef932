const response = await fetch('/ask', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({
        question: "Apa itu PMB?",
        // No session_id - will create new session
    })
});
const data = await response.json();
const sessionId = data.session_id; // Save this for future requests
