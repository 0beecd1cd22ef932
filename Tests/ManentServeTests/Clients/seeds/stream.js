const response = await fetch('/ask', {
    method: 'POST',
    headers: {
        'Content-Type': 'application/json',
        'Accept': 'text/event-stream'
    },
    body: JSON.stringify({
        question: "Kapan pendaftaran dibuka?",
        session_id: sessionId,
        stream: true
    })
});

// Handle streaming response
const reader = response.body.getReader();
while (true) {
    const {value, done} = await reader.read();
    if (done) break;
    
    const chunk = new TextDecoder().decode(value);
    const lines = chunk.split('\n');
    
    for (const line of lines) {
        if (line.startsWith('data: ')) {
            const data = JSON.parse(line.slice(6));
            
            if (data.type === 'session') {
                console.log('Session ID:', data.session_id);
            } else if (data.type === 'content') {
                console.log('Token:', data.token);
            }
        }
    }
}
