// On first load
let sessionId = localStorage.getItem('chatbot_session_id');

if (!sessionId) {
    // Generate new session ID
    sessionId = generateRandomId(); // e.g., "a3b4c5d6"
    localStorage.setItem('chatbot_session_id', sessionId);
}

// Send with every request
fetch('/api/chat/query', {
    method: 'POST',
    body: JSON.stringify({
        query: userMessage,
        session_id: sessionId  // ← Same ID for continuous conversation
    })
});
